// One worker of a pool, as its thread and the books see it.

#pragma once

#include <cstdint>
#include <list>
#include <memory>

#include "cadre/clock.hpp"
#include "contain.hpp"
#include "roster.hpp"
#include "sync.hpp"

namespace cadre {

/// What a worker's thread is to do when it has no task. The books write it.
enum class order : std::uint32_t {
  wait,   ///< sleep until there is another order
  look,   ///< look for a task
  leave,  ///< end
};

/// Where a thread gets its orders, and sleeps when it is told to wait.
class order_box {
 public:
  // Release and acquire: who obeys an order sees what happened before it was given.
  void tell(order what) noexcept { word_.store(static_cast<std::uint32_t>(what), std::memory_order_release); }
  [[nodiscard]] order read() const noexcept { return static_cast<order>(word_.load(std::memory_order_acquire)); }

  /// To be called after tell(), under no lock: the thread may sleep.
  void notify() const noexcept { sync::wake_one(word_); }
  /// Blocks while the order is to wait.
  order await() const noexcept {
    while (read() == order::wait) sync::sleep_while(word_, static_cast<std::uint32_t>(order::wait));
    return read();
  }

 private:
  sync::atomic<std::uint32_t> word_{static_cast<std::uint32_t>(order::wait)};
};

struct pool_worker;
using pool_worker_ptr = std::shared_ptr<pool_worker>;
/// A row never needs memory to take a worker from another one.
using pool_worker_row = std::list<pool_worker_ptr>;

struct pool_worker {
  /// What the books think of it.
  enum class state { starting, parked, looking, busy, gone };

  // The books'.
  state standing = state::starting;
  pool_worker_row::iterator place;  ///< in the row that it stands in
  clock::time_point idle_since;     ///< of one that has no task

  order_box orders;

  // Written by its own thread alone. Release and acquire: who sees a task counted sees what it did.
  sync::atomic<std::uint64_t> ran{0};
  sync::atomic<std::uint64_t> failed{0};
  void count(outcome how) noexcept {
    auto& which = how == outcome::ran ? ran : failed;
    which.store(which.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

  [[nodiscard]] std::uint64_t ended() const noexcept {
    return ran.load(std::memory_order_acquire) + failed.load(std::memory_order_acquire);
  }

  // How many tasks it had ended when it was last seen. Written by its own thread, and by one that stops the pool; both
  // keep to the truth, so any order will do.
  sync::atomic<std::uint64_t> seen_after{0};
  void see(clock::time_point now) noexcept {
    thread->see(now);
    seen_after.store(ended(), std::memory_order_relaxed);
  }

  const roster::place_ptr thread = std::make_shared<roster::place>();
};

}  // namespace cadre
