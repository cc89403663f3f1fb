// cadre/then.hpp - go on with a result, on a worker that you name.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read async.hpp first.

#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <utility>

#include "cadre/promised.hpp"

namespace cadre {

/// Waits, without a thread, for the future that its function is to be called with.
template <class T, class R, class G>
class next_step {
 public:
  next_step(worker& on, const promised<R>& result, G&& g) : on_(on), result_(result), g_(std::move(g)) {}

  void go(boost::future<T> ready) {
    const promised<R> result = std::move(result_);
    submit_promised(on_, result, [g = std::move(g_), ready = std::move(ready)]() mutable -> R {
      ready.wait();  // only a deferred one is not ready, and runs here
      return std::invoke(std::move(g), std::move(ready));
    });
  }

  /// Has Boost call go() when f is ready. Boost holds a lock while it moves or destroys what it is given; so that is a
  /// pointer, and nothing of the user's.
  static void follow(boost::future<T>& f, const std::shared_ptr<next_step>& step) {
    try {
      f.then(boost::launch::sync,
             [step = step](boost::future<T> ready) mutable { std::exchange(step, nullptr)->go(std::move(ready)); });
    } catch (...) {
      if (!std::current_exception()) throw;
      const promised<R> result = std::move(step->result_);
      result.fail(std::current_exception());
    }
  }

 private:
  worker& on_;
  promised<R> result_;
  G g_;
};

/// When f is ready, calls g with it in a task of `on`; the future gets what g returns or throws. Any boost::future will
/// do for f, from async or from elsewhere. g finds out by `get` how it went; an error that it does not fetch is
/// reported as async.hpp says, to the sink of the worker that it came from.
///
/// The task is submitted by the thread that makes f ready, under no lock, or at once if f is ready already. A deferred
/// future, which nobody else would make ready, runs in the same task, before g.
///
/// The future always becomes ready once f is. It fails as that of async does, with g in the place of f; for
/// refusals and drops it does not matter how f went.
///
/// Ordering: what made f ready happens before g; g and the future that it was called with are destroyed before the new
/// future is ready.
///
/// Lifetime: `on` must live until f is ready; it may have quit.
///
/// Throws, without effect, though f is gone: boost::future_uninitialized for a future that stands for nothing; what
/// async throws.
///
/// Cost: as async; and if f is not ready yet, five allocations more, the last of them when it becomes ready. If that
/// one fails, Boost forgets what comes next, and the sink of the worker that f comes from hears of std::bad_alloc.
template <class T, class G>
  requires std::invocable<G, boost::future<T>>
boost::future<promised_result<G, boost::future<T>>> then(boost::future<T> f, worker& on, G g) {
  using R = promised_result<G, boost::future<T>>;
  require_function(g);
  if (!f.valid()) boost::throw_exception(boost::future_uninitialized());
  boost::future_status now = boost::future_status::ready;
  const expectation before = expectation::heard_in([&f, &now] {
    const boost::this_thread::disable_interruption undisturbed;
    now = f.wait_until(boost::chrono::steady_clock::time_point());
  });
  const promised<R> result(on, before);
  boost::future<R> future = result.future();
  next_step<T, R, G> step(on, result, std::move(g));
  if (now == boost::future_status::timeout) {
    next_step<T, R, G>::follow(f, std::make_shared<next_step<T, R, G>>(std::move(step)));
  } else {
    step.go(std::move(f));
  }
  return future;
}

}  // namespace cadre
