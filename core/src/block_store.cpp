#include "block_store.hpp"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <new>
#include <optional>
#include <utility>

#include "cadre/task.hpp"

namespace cadre {
namespace block_store {
namespace {

static_assert(largest == task::block_size);

// Blocks of 128, 256, 512 and 1024 bytes.
constexpr std::size_t smallest = 128;
constexpr auto sizes = static_cast<std::size_t>(std::bit_width(largest / smallest));
constexpr std::size_t batch_bytes = std::size_t{16} * 1024;
constexpr std::size_t kept_bytes = std::size_t{1024} * 1024;

constexpr std::size_t which(std::size_t size) {
  return size <= smallest ? 0 : static_cast<std::size_t>(std::bit_width((size - 1) / smallest));
}
constexpr std::size_t bytes(std::size_t index) {
  return smallest << index;
}
constexpr std::size_t per_batch(std::size_t index) {
  return batch_bytes / bytes(index);
}
static_assert(which(1) == 0 && which(128) == 0 && which(129) == 1 && which(256) == 1 && which(1024) == sizes - 1);

struct block {
  block* next;
  block* next_batch;  ///< of the first one of a batch that nobody uses
};

/// A chain of blocks that stays together.
struct batch {
  block* first = nullptr;
  std::size_t count = 0;

  void add(void* memory) noexcept {
    first = ::new (memory) block{first, nullptr};
    ++count;
  }
  void* take() noexcept {
    --count;
    block* const taken = std::exchange(first, first->next);
    __builtin_prefetch(first, 1);  // another processor wrote it last
    return taken;
  }
};

/// Where threads leave full batches for others. Whoever finds it busy does without: so nobody waits here, not even a
/// child that was forked while a thread was in it.
class depot {
 public:
  /// A block came from operator new, or so many went back there. Relaxed: only a figure.
  void grew() noexcept { total_.fetch_add(1, std::memory_order_relaxed); }
  void shrank(std::size_t count) noexcept { total_.fetch_sub(count, std::memory_order_relaxed); }

  /// Takes `full` if it keeps it, and adds to `surplus` if it has kept too much: as much as is in use may stay, and a
  /// bit.
  void put(batch& full, std::size_t index, batch& surplus) noexcept {
    if (!enter()) return;
    const std::size_t total = total_.load(std::memory_order_relaxed);
    const std::size_t enough = (total - std::min(kept_, total)) + kept_bytes / bytes(index);
    if (kept_ + full.count <= enough) {
      full.first->next_batch = std::exchange(first_, full.first);
      kept_ += full.count;
      full = {};
    } else if (kept_ > enough) {
      surplus = pop(index);
    }
    leave();
  }
  /// An empty one if there is none.
  batch take(std::size_t index) noexcept {
    if (!enter()) return {};
    const batch found = pop(index);
    leave();
    return found;
  }

 private:
  // Acquire and release: who enters sees what was left there, the links in the blocks included.
  bool enter() noexcept { return !busy_.test_and_set(std::memory_order_acquire); }
  void leave() noexcept { busy_.clear(std::memory_order_release); }
  batch pop(std::size_t index) noexcept {
    if (first_ == nullptr) return {};
    block* const chain = std::exchange(first_, first_->next_batch);
    kept_ -= per_batch(index);
    return {chain, per_batch(index)};
  }

  std::atomic_flag busy_;
  block* first_ = nullptr;
  std::size_t kept_ = 0;
  std::atomic<std::size_t> total_{0};
};

constinit std::array<depot, sizes> depots;

/// What one thread keeps: the batch it works on, and a full one, so that it does not go to the depot at every step.
struct magazine {
  batch open;
  batch full;
};

/// Whether a thread keeps blocks. Not before it is certain that it will give them back when it ends, nor after that.
enum class keeping : unsigned char { not_yet, yes, never };

// Without a destructor: tasks may be destroyed by those of other thread-local objects, after all of ours.
constinit thread_local std::array<magazine, sizes> magazines;
constinit thread_local keeping state = keeping::not_yet;

void free(batch& unused, std::size_t index) noexcept {
  depots[index].shrank(unused.count);
  while (unused.count > 0) ::operator delete(unused.take());
  unused = {};
}

void at_end_of_thread(void*) noexcept {
  state = keeping::never;
  for (std::size_t index = 0; index < sizes; ++index) {
    free(magazines[index].open, index);
    free(magazines[index].full, index);
  }
}

// A key of the C library, for the destructor of a thread-local object is registered under the loader's lock: and that
// a thread may hold that waits for this one, when it loads a library whose static objects use a pool.
const std::optional<pthread_key_t> key = [] {
  pthread_key_t made{};
  return pthread_key_create(&made, at_end_of_thread) == 0 ? std::optional(made) : std::nullopt;
}();

bool keeps() noexcept {
  if (state == keeping::not_yet)
    state = key && pthread_setspecific(*key, magazines.data()) == 0 ? keeping::yes : keeping::never;
  return state == keeping::yes;
}

/// Makes room for a full batch.
void retire(batch& full, std::size_t index) noexcept {
  if (full.count == 0) return;
  batch surplus;
  depots[index].put(full, index, surplus);
  free(full, index);
  free(surplus, index);
}

/// An open batch with something in it, if there is one to be had.
bool refill(magazine& own, std::size_t index) noexcept {
  own.open = std::exchange(own.full, {});
  if (own.open.count == 0 && keeps()) own.open = depots[index].take(index);
  return own.open.count > 0;
}

void* make(std::size_t index) {
  void* const fresh = ::operator new(bytes(index));
  depots[index].grew();
  return fresh;
}

}  // namespace

void* take(std::size_t size) {
  if (!uses_again) return ::operator new(size);
  const std::size_t index = which(size);
  magazine& own = magazines[index];
  if (own.open.count == 0 && !refill(own, index)) return make(index);
  return own.open.take();
}

void give(void* memory, std::size_t size) noexcept {
  if (!uses_again) return ::operator delete(memory);
  const std::size_t index = which(size);
  if (!keeps()) {
    depots[index].shrank(1);
    return ::operator delete(memory);
  }
  magazine& own = magazines[index];
  if (own.open.count == per_batch(index)) {
    retire(own.full, index);
    own.full = std::exchange(own.open, {});
  }
  own.open.add(memory);
}

}  // namespace block_store

void* task::take_block(std::size_t size) {
  return block_store::take(size);
}

void task::give_block(void* block, std::size_t size) noexcept {
  block_store::give(block, size);
}

}  // namespace cadre
