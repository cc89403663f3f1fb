#include "block_store.hpp"

#include <array>
#include <atomic>
#include <bit>
#include <new>
#include <utility>

#include "cadre/task.hpp"

namespace cadre {
namespace block_store {
namespace {

static_assert(largest == task::block_size);

// Blocks of 128, 256, 512 and 1024 bytes.
constexpr std::size_t smallest = 128;
constexpr auto sizes = static_cast<std::size_t>(std::bit_width(largest / smallest));
constexpr std::size_t batch_bytes = 16 * 1024;
constexpr std::size_t batches_kept = 64;

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
};

/// A chain of blocks that stays together.
struct batch {
  block* first = nullptr;
  std::size_t count = 0;

  void add(void* memory) noexcept {
    first = ::new (memory) block{first};
    ++count;
  }
  void* take() noexcept {
    --count;
    return std::exchange(first, first->next);
  }
  void free() noexcept {
    while (count > 0) ::operator delete(take());
    first = nullptr;
  }
};

/// Where threads leave full batches for others. Without a lock, so that a forked child finds none that is held.
class depot {
 public:
  /// False if there is no place.
  bool put(block* chain) noexcept {
    for (auto& place : places_) {
      block* expected = nullptr;
      // Release: who takes the chain sees its links.
      if (place.load(std::memory_order_relaxed) == nullptr &&
          place.compare_exchange_strong(expected, chain, std::memory_order_release, std::memory_order_relaxed))
        return true;
    }
    return false;
  }
  /// Null if there is none.
  block* take() noexcept {
    for (auto& place : places_) {
      if (place.load(std::memory_order_relaxed) == nullptr) continue;
      // Acquire; see put().
      if (block* const chain = place.exchange(nullptr, std::memory_order_acquire)) return chain;
    }
    return nullptr;
  }

 private:
  std::array<std::atomic<block*>, batches_kept> places_{};
};

constinit std::array<depot, sizes> depots;

/// What one thread keeps: the batch it works on, and a full one, so that it does not go to the depot at every step.
struct magazine {
  batch open;
  batch full;
};

// Without a destructor: tasks may be destroyed by destructors of other thread-local objects, after all of ours.
constinit thread_local std::array<magazine, sizes> magazines;
constinit thread_local bool ending = false;

/// Gives back what the thread keeps when it ends.
struct at_end {
  ~at_end() {
    ending = true;
    for (magazine& one : magazines) {
      one.open.free();
      one.full.free();
    }
  }
  void watch() noexcept {}
};
thread_local at_end keeper;

void retire(batch& full, std::size_t index) noexcept {
  if (full.count == 0) return;
  if (depots[index].put(full.first)) {
    full = {};
  } else {
    full.free();
  }
}

/// An open batch with something in it, if there is one to be had.
bool refill(magazine& own, std::size_t index) noexcept {
  own.open = std::exchange(own.full, {});
  if (own.open.count > 0) return true;
  block* const chain = ending ? nullptr : depots[index].take();
  if (chain == nullptr) return false;
  keeper.watch();
  own.open = {chain, per_batch(index)};
  return true;
}

}  // namespace

void* take(std::size_t size) {
  if (!uses_again) return ::operator new(size);
  const std::size_t index = which(size);
  magazine& own = magazines[index];
  if (own.open.count == 0 && !refill(own, index)) return ::operator new(bytes(index));
  return own.open.take();
}

void give(void* memory, std::size_t size) noexcept {
  if (!uses_again || ending) return ::operator delete(memory);
  keeper.watch();
  const std::size_t index = which(size);
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
