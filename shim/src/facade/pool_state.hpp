// A ThreadPool's inside: the core's pool and what the old interface adds to it.

#pragma once

#include <threadpool/ThreadPool.h>

#include <atomic>
#include <cadre/pool.hpp>
#include <memory>

#include "cadre/shim/deprecation_log.hpp"
#include "crew.hpp"
#include "job.hpp"
#include "lifecycle.hpp"

namespace threadpool {

/// How a pool is occupied, in the old words.
struct gauges {
  std::size_t threads = 0;
  std::size_t working = 0;
  std::size_t waiters = 0;
  std::size_t qsize = 0;
};

/// Shared by the facade, its threads and the handles on its queue; so it may outlive the facade.
///
/// Thread safety: any member from any thread. `hooks` makes the threads, on a thread that called a member.
class pool_state : public std::enable_shared_from_this<pool_state> {
 public:
  pool_state(sizes wanted, const std::string& name, const void* identity, cadre::shim::client_vintage client);

  /// From now on threads are made by `by_default` where no factory is assigned. Call it once, first.
  void open(ThreadFactory by_default);
  /// The facade goes away: stops, and destroys what never ran. On a thread of the pool it does not wait;
  /// what was accepted still runs.
  void close();

  void start();
  void stop();
  /// Tells the core the sizes, or 0 while stopped. Creates threads; throws what creating throws.
  void apply_sizes();
  void reset(sizes wanted);

  /// Accepts a job, whether started or stopped. Throws what creating a thread throws, without effect.
  void submit(offer& work);
  /// The same for a submission in the old way: dropped when stopped.
  void call(offer& work);
  /// The same for a function alone, in the calling thread's context.
  void call(Function& function);

  [[nodiscard]] gauges read() const;
  void add_reserved() noexcept { reserved_.fetch_add(1, std::memory_order_relaxed); }
  void take_reserved() noexcept { reserved_.fetch_sub(1, std::memory_order_relaxed); }

  [[nodiscard]] cadre::pool& core() { return *core_; }
  [[nodiscard]] lifecycle& life() { return life_; }
  [[nodiscard]] const lifecycle& life() const { return life_; }
  [[nodiscard]] crew& threads() { return crew_; }
  const cadre::shim::client_vintage vintage;

 private:
  /// Without a context.
  void submit_plain(Function& function);
  template <class Submit>
  void accept(Submit submit);
  void drop_unrun();

  lifecycle life_;
  crew crew_;
  ThreadFactory by_default_;
  std::unique_ptr<cadre::pool> core_;
  // Jobs that a thread keeps for itself while its onResult runs. A figure for the gauges, that orders
  // nothing.
  std::atomic<std::size_t> reserved_{0};
  // The facade is gone, though threads are not: its factory must not be asked any more. Set by the thread
  // that destroys it, before the core is closed; a thread that creates another later has learned of that
  // from the core's books.
  std::atomic<bool> deserted_{false};
};

}  // namespace threadpool
