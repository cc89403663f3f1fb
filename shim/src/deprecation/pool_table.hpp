// How the facade tells pool_of which pool stands below which ThreadPool.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

namespace cadre {
class pool;
}

namespace cadre::shim {

/// `pool` is what works for the ThreadPool at `facade` from now on, in place of any other. The pool outlives
/// the entry. Throws std::bad_alloc.
[[gnu::visibility("default")]] void attach_pool(const void* facade, cadre::pool& pool);

/// Ends what `attach_pool` began; nothing for a facade that is not attached.
[[gnu::visibility("default")]] void detach_pool(const void* facade) noexcept;

}  // namespace cadre::shim
