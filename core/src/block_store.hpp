// Memory of callables that are too large for a task itself.
//
// A task is made by one thread and destroyed by another: malloc pays for that with a lock and with memory that it first
// has to send home. Here a thread keeps what it destroys for what it makes, and passes it on in batches.

#pragma once

#include <cstddef>

namespace cadre::block_store {

inline constexpr std::size_t largest = 1024;

// Memory that is used again would hide from the address sanitizer who used it before.
#if defined(__SANITIZE_ADDRESS__)
#define CADRE_USES_BLOCKS_AGAIN false
#elif defined(__has_feature)
#define CADRE_USES_BLOCKS_AGAIN !__has_feature(address_sanitizer)
#else
#define CADRE_USES_BLOCKS_AGAIN true
#endif
inline constexpr bool uses_again = CADRE_USES_BLOCKS_AGAIN;
#undef CADRE_USES_BLOCKS_AGAIN

/// Memory of at least `size` bytes, aligned as operator new does it. Any thread, at any time. Throws std::bad_alloc.
void* take(std::size_t size);
/// Gives back what take() gave for that size. Of what nobody uses, as much is kept as is in use, and a megabyte of each
/// of the four sizes there are: so a burst finds its memory again, and gives it back when it has passed.
void give(void* block, std::size_t size) noexcept;

}  // namespace cadre::block_store
