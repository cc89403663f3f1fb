// A queue of numbers for producers that may not wait, not even for the code that they have interrupted.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>

#include "sync.hpp"

namespace cadre {

/// Of fixed size. Any number of producers, signal handlers among them; one consumer. First in, first out, by tickets.
///
/// A producer reserves one of the places, draws a ticket, and fills the slot of that ticket. The consumer empties slots
/// in the order of tickets, then gives the place back. If a producer is interrupted with a ticket in hand, the consumer
/// stops at its slot; so whoever has filled a slot must make the consumer look (doorbell.hpp).
///
/// Why a slot is empty when it is filled with ticket t. When t was drawn, the tickets 0 … t had all been reserved. Be R
/// the last of these t + 1 reservations in the order of changes of `used_`. It found fewer than `capacity` in use, and
/// those in use are at least the t reservations before it less the places given back before it: so more than
/// t - capacity places had been given back, and that of ticket t - capacity was one of them, for they are given back in
/// order. Giving back is a release, after the slot was emptied; all changes of `used_` are read-modify-write, so R, an
/// acquire, synchronises with it. Who made R drew its ticket after R and not after t was drawn; drawing is
/// acquire-release on `tickets_`, also read-modify-write alone. So emptying the slot happens before t is drawn, and
/// before it is filled.
///
/// `used_` may count too many for a moment, those who are being turned away; so a producer may be turned away because
/// another one is. It never counts too few.
class notice_ring {
 public:
  /// Throws std::bad_alloc.
  explicit notice_ring(std::size_t capacity)
      : capacity_(capacity), slots_(std::make_unique<sync::atomic<std::uint32_t>[]>(capacity)) {}

  /// Wait-free. False if the ring is full. Numbers up to `largest`.
  bool put(std::uint32_t number) noexcept {
    // Acquire: see above.
    if (used_.fetch_add(1, std::memory_order_acquire) >= capacity_) {
      // Relaxed: nothing was done with the place; and as a read-modify-write it hands on what others released.
      used_.fetch_add(minus_one, std::memory_order_relaxed);
      return false;
    }
    const std::uint64_t ticket = tickets_.fetch_add(1, std::memory_order_acq_rel);
    // Release: who takes the number sees what its producer did before.
    slots_[ticket % capacity_].store(number + 1, std::memory_order_release);
    return true;
  }

  /// By the consumer. Nothing if the next slot is not filled.
  std::optional<std::uint32_t> take() noexcept {
    auto& slot = slots_[next_ % capacity_];
    // Acquire: pairs with the release in put().
    const std::uint32_t filled = slot.load(std::memory_order_acquire);
    if (filled == empty) return std::nullopt;
    // Relaxed: the next one to write here comes after the release below.
    slot.store(empty, std::memory_order_relaxed);
    used_.fetch_add(minus_one, std::memory_order_release);
    ++next_;
    return filled - 1;
  }

  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  static constexpr std::uint32_t largest = std::numeric_limits<std::uint32_t>::max() - 1;

 private:
  static constexpr std::uint32_t empty = 0;
  static constexpr std::uint64_t minus_one = std::numeric_limits<std::uint64_t>::max();
  // In a signal handler, an atomic with a lock inside would be what this is to avoid.
  static_assert(std::atomic<std::uint32_t>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free);

  const std::size_t capacity_;
  const std::unique_ptr<sync::atomic<std::uint32_t>[]> slots_;  ///< a number and 1, or empty
  sync::atomic<std::uint64_t> used_{0};
  sync::atomic<std::uint64_t> tickets_{0};
  std::uint64_t next_ = 0;  ///< ticket; the consumer's own
};

}  // namespace cadre
