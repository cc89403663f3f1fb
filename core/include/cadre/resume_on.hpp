// cadre/resume_on.hpp - coroutines go on in another worker, and await results without a thread.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read async.hpp and then.hpp first.

#pragma once

#include <atomic>
#include <boost/thread/future.hpp>
#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

#include "cadre/error_sink.hpp"
#include "cadre/expectation.hpp"
#include "cadre/team.hpp"
#include "cadre/worker.hpp"

namespace cadre {

/// `co_await cadre::resume_on(worker)` goes on in a task of that worker: always by way of its queue, even from one of
/// its tasks. It has to live until the coroutine has gone on.
///
///   | the task is                    | the coroutine goes on              | and co_await             |
///   |--------------------------------|------------------------------------|--------------------------|
///   | accepted and run               | in the task                        | returns                  |
///   | refused                        | where it was, at once              | throws what submit threw |
///   | accepted, and destroyed unrun  | on the thread that destroys it     | throws task_dropped      |
///
/// So no worker leaves a coroutine suspended for ever (DEF-29). In the last case the coroutine runs inside a
/// destructor, and holds up whoever drops the worker's tasks until it ends or is suspended; if the task is dropped
/// before `submit` has returned, the coroutine goes on where it was.
///
/// Ordering: what the coroutine did before co_await happens before what it does afterwards.
///
/// Errors: what a coroutine lets out of its resume() is an error of the task, and ends the program in the last case. No
/// `eager` lets anything out. Where a worker runs tasks inside of submit, as a lock_worker does, and throws what
/// another one of them threw, that goes to its errors().
///
/// Cost: one allocation, beside those of submit. Any number of transfers needs no more stack than one; but those that
/// run inside of submit nest.
class [[nodiscard]] resume_on {
 public:
  explicit resume_on(worker& on) noexcept : on_(on) {}

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> who) noexcept { return start(who); }
  void await_resume() const {
    if (error_) std::rethrow_exception(error_);
  }

 protected:
  /// False if the coroutine is to go on at once. Not to be inlined: a compiler may keep the variables of what it
  /// inlines into a coroutine in the frame, and that may be gone by the time that this returns.
  [[gnu::noinline]] bool start(std::coroutine_handle<> who) noexcept {
    worker& on = on_;  // this object is gone once the coroutine goes on
    std::shared_ptr<transfer> way;
    try {
      way = std::make_shared<transfer>(who, error_);
      on.submit(task(std::in_place_type<continuation>, way));
    } catch (...) {
      if (way && way->say(stage::refused) == stage::resumed) {
        report(on.errors(), std::current_exception());
        return true;
      }
      error_ = std::current_exception();
      return false;
    }
    if (way->say(stage::accepted) != stage::dropped) return true;
    error_ = std::make_exception_ptr(task_dropped());
    return false;
  }

 private:
  enum class stage { submitting, accepted, refused, resumed, dropped };

  /// What the submitter and the task know of each other. Either may come first: each says what happened, and learns
  /// from what was said before whether the coroutine is left to it.
  struct transfer {
    transfer(std::coroutine_handle<> coroutine, std::exception_ptr& reason) noexcept : who(coroutine), error(reason) {}

    // Acquire and release: who resumes the coroutine sees what was done to its frame.
    stage say(stage now) noexcept { return at.exchange(now, std::memory_order_acq_rel); }

    const std::coroutine_handle<> who;
    std::exception_ptr& error;  ///< in the frame, which is there until the coroutine goes on
    std::atomic<stage> at{stage::submitting};
  };

  /// The task that the worker gets.
  class continuation {
   public:
    explicit continuation(std::shared_ptr<transfer> way) noexcept : way_(std::move(way)) {}
    continuation(continuation&&) noexcept = default;
    continuation& operator=(continuation&&) = delete;
    ~continuation() {
      if (way_) drop(*way_);
    }

    void operator()() {
      const std::shared_ptr<transfer> way = std::exchange(way_, nullptr);
      way->say(stage::resumed);
      way->who.resume();
    }

   private:
    // While the submitter is not back, this may as well be a refusal: the submitter will know.
    static void drop(transfer& way) noexcept {
      if (way.say(stage::dropped) != stage::accepted) return;
      way.error = std::make_exception_ptr(task_dropped());
      way.who.resume();
    }

    std::shared_ptr<transfer> way_;
  };

  worker& on_;
  std::exception_ptr error_;
};

/// What co_await does for result_of.
template <class T>
class [[nodiscard]] result_awaiter : private resume_on {
 public:
  result_awaiter(boost::future<T> of, worker& on) : resume_on(on), of_(std::move(of)) {
    if (!of_.valid()) boost::throw_exception(boost::future_uninitialized());
  }

  using resume_on::await_ready;
  /// Not to be inlined, as resume_on::start.
  [[gnu::noinline]] bool await_suspend(std::coroutine_handle<> who) {
    if (!pending()) return start(who);
    boost::future<T> of = std::move(of_);
    of.then(boost::launch::sync, [this, who](boost::future<T> ready) noexcept { arrive(std::move(ready), who); });
    return true;
  }
  T await_resume() {
    resume_on::await_resume();
    return of_.get();
  }

 private:
  /// On the thread that made the future ready.
  void arrive(boost::future<T> ready, std::coroutine_handle<> who) noexcept {
    of_ = std::move(ready);
    if (!start(who)) who.resume();
  }

  /// A deferred future is not: it runs where its result is fetched.
  bool pending() {
    boost::future_status now = boost::future_status::ready;
    static_cast<void>(expectation::heard_in([this, &now] {
      const boost::this_thread::disable_interruption undisturbed;
      now = of_.wait_until(boost::chrono::steady_clock::time_point());
    }));
    return now == boost::future_status::timeout;
  }

  boost::future<T> of_;
};

/// `co_await cadre::result_of(future, worker)` waits for the future without a thread, goes on in a task of the worker
/// as resume_on does, and gives the value or throws the error, of whatever type. Refusals and drops come instead of it;
/// refused is the task on the thread that makes the future ready, and the coroutine goes on there. A deferred future
/// runs on the worker.
///
/// Both the worker and whoever owes the result have to live until then. A future that is never made ready leaves the
/// coroutine suspended for ever: those of Cadre always become ready, for Boost's see async.hpp.
///
/// Throws boost::future_uninitialized for a future that stands for nothing. Cost: as resume_on, and as `then` if the
/// future is not ready yet.
template <class T>
result_awaiter<T> result_of(boost::future<T> of, worker& on) {
  return result_awaiter<T>(std::move(of), on);
}

}  // namespace cadre
