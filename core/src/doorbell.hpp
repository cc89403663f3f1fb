// How a thread that sleeps is made to look, from where no lock may be taken.

#pragma once

#include <atomic>
#include <cstdint>

#include "signal_semaphore.hpp"
#include "sync.hpp"

namespace cadre {

/// Many ring, one answers. The semaphore is posted only when the count of rings leaves 0, and waited for once before it
/// comes back to 0: so it never holds more than 1, and cannot overflow, however long the one who answers is kept busy.
///
/// No ring is missed: it is counted before the count comes back to 0, and then there was a look that began after it; or
/// it found 0 and posts. A handler that interrupts a ring between the count and the post does not post, for the one it
/// interrupted is about to.
template <class Semaphore = signal_semaphore>
class doorbell {
 public:
  /// Wait-free. After what the look is to find.
  void ring() noexcept {
    // Release: the look that this ring leads to sees what was done before. Acquire is not needed, nothing is read.
    if (rings_.fetch_add(1, std::memory_order_release) == 0) semaphore_.post();
  }

  /// Blocks until somebody has rung, then calls `look` until nobody has rung since it began.
  template <class Look>
  void answer(Look look) {
    semaphore_.wait();
    // Acquire, both: pairs with the release in ring(). All changes are read-modify-write, so that one who reads a count
    // synchronises with every ring in it.
    std::uint64_t seen = rings_.load(std::memory_order_acquire);
    while (seen != 0) {
      look();
      seen = rings_.fetch_add(~seen + 1, std::memory_order_acquire) - seen;
    }
  }

 private:
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);
  sync::atomic<std::uint64_t> rings_{0};
  Semaphore semaphore_;
};

}  // namespace cadre
