// cadre/coroutine.hpp - coroutines that go from worker to worker.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read async.hpp and then.hpp first.

#pragma once

#include <atomic>
#include <boost/thread/future.hpp>
#include <concepts>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "cadre/error_sink.hpp"
#include "cadre/expectation.hpp"
#include "cadre/memory_worker.hpp"
#include "cadre/promised.hpp"
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

/// Destroys what is left of a coroutine, and only then makes its future ready.
template <class T, class... Value>
void bring(const promised<T>& result, std::coroutine_handle<> rest, Value&&... value) noexcept {
  rest.destroy();
  result.fulfil(std::forward<Value>(value)...);
}

/// What a coroutine returned. It stands in the frame, and ends in bring_to, which may throw what moving the value
/// throws.
template <class T>
class returned {
 public:
  template <class Value = T>
    requires std::constructible_from<T, Value>
  void return_value(Value&& value) {
    value_.emplace(std::forward<Value>(value));
  }

 protected:
  void bring_to(const promised<T>& result, std::coroutine_handle<> rest) {
    T value = std::move(*value_);
    bring(result, rest, std::move(value));
  }

 private:
  std::optional<T> value_;
};

template <class T>
class returned<T&> {
 public:
  void return_value(T& value) noexcept { value_ = &value; }

 protected:
  void bring_to(const promised<T&>& result, std::coroutine_handle<> rest) noexcept { bring(result, rest, *value_); }

 private:
  T* value_ = nullptr;
};

template <>
class returned<void> {
 public:
  void return_void() noexcept {}

 protected:
  void bring_to(const promised<void>& result, std::coroutine_handle<> rest) noexcept { bring(result, rest); }
};

/// The result of a coroutine, which starts at once, on its caller's thread. It is a boost::future: `cadre::get`,
/// `cadre::then` and `cadre::result_of` take it, and it can be moved into one. Its destructor does not wait.
///
///     cadre::eager<std::string> greet(cadre::pool& pool, cadre::loop_worker& loop, std::string name) {
///       const std::string text = co_await cadre::result_of(cadre::async(pool, look_up, name), loop);
///       co_return text + ", " + name;  // on the loop
///     }
///
/// The future always becomes ready, if what the coroutine awaits always goes on. It gets what the coroutine returns or
/// throws, of whatever type, and the same object (M-02); or boost::broken_promise, if something that it awaits destroys
/// the coroutine.
///
/// Errors that nobody fetches go to the errors() of the first worker among the coroutine's parameters, as it was at the
/// call (C-20); without one nobody hears of them.
///
/// Ordering: variables and parameters are destroyed before the future is ready (M-08), once, on the thread that ran the
/// coroutine to its end. All that it did happens before the future is ready.
///
/// Lifetime: as in any coroutine, what a parameter or a capture refers to has to live as long as the coroutine uses it.
/// A coroutine that ends its thread by force (pthread_exit, cancellation) ends the program.
///
/// Calling one throws, without effect: std::bad_alloc; what copying the parameters or the error sink throws.
template <class T>
class [[nodiscard]] eager : public boost::future<T> {
 public:
  class promise_type;

 private:
  explicit eager(boost::future<T>&& result) noexcept : boost::future<T>(std::move(result)) {}
};

template <class T>
class eager<T>::promise_type : public returned<T> {
 public:
  template <class... Parameters>
  explicit promise_type(Parameters&... parameters) : bringer_(owed_by(parameters...)) {
    bringer_.begin();
  }

  eager get_return_object() { return eager(bringer_.future()); }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept { return at_end(); }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

 private:
  struct at_end {
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<promise_type> frame) const noexcept { finish(frame); }
    void await_resume() const noexcept {}
  };

  /// Not to be inlined, as resume_on::start.
  [[gnu::noinline]] static void finish(std::coroutine_handle<promise_type> frame) noexcept {
    promise_type& here = frame.promise();
    const promised<T> bringer = here.bringer_;
    std::exception_ptr error = here.error_;
    if (!error) {
      try {
        return here.bring_to(bringer, frame);
      } catch (...) {
        error = std::current_exception();
      }
    }
    frame.destroy();
    bringer.fail(std::move(error));
  }

  static promised<T> owed_by() { return promised<T>(memory_worker()); }  // which has no sink
  template <class First, class... Others>
  static promised<T> owed_by(First& first, Others&... others) {
    if constexpr (std::is_convertible_v<First&, const worker&>) {
      return promised<T>(first);
    } else {
      return owed_by(others...);
    }
  }

  const promised<T> bringer_;
  std::exception_ptr error_;
};

}  // namespace cadre
