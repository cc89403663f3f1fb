// cadre/promised.hpp - a result that somebody owes to a boost::future.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Programs need async.hpp and then.hpp; this is what
// those are made of.

#pragma once

#include <atomic>
#include <boost/exception_ptr.hpp>
#include <boost/thread/future.hpp>
#include <concepts>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "cadre/error_sink.hpp"
#include "cadre/expectation.hpp"
#include "cadre/team.hpp"
#include "cadre/worker.hpp"

#if !defined(BOOST_THREAD_PROVIDES_FUTURE_CONTINUATION) || !defined(BOOST_THREAD_PROVIDES_EXECUTORS)
#error \
    "Cadre's futures need BOOST_THREAD_VERSION=5 and BOOST_THREAD_PROVIDES_EXECUTORS: link cadre::core, or define both"
#endif

namespace cadre {

/// What a future gives for a function that returns R: R, or what an R&& refers to.
template <class F, class... Args>
using promised_result =
    std::conditional_t<std::is_lvalue_reference_v<std::invoke_result_t<F, Args...>>, std::invoke_result_t<F, Args...>,
                       std::remove_cvref_t<std::invoke_result_t<F, Args...>>>;

/// Throws std::invalid_argument for a null pointer and an empty std::function.
template <class F>
void require_function(const F& f) {
  if constexpr (requires { f == nullptr; }) {
    if (f == nullptr) throw std::invalid_argument("cadre: a future was asked of an empty function; pass a callable");
  }
}

/// An error on its way to whoever fetches it. If nobody has done so when the last reference is gone, a sink gets it.
///
/// It stands in for what Boost would make of the error, which keeps neither std::exception_ptr nor every type (M-02).
class kept_error final : public boost::exception_detail::clone_base {
 public:
  explicit kept_error(error_sink sink) : sink_(std::move(sink)) {}
  ~kept_error() override {
    if (error_ && !known()) report(sink_, error_);
  }
  kept_error& operator=(const kept_error&) = delete;

  void keep(std::exception_ptr error) noexcept { error_ = std::move(error); }
  /// No report is due.
  void set_known() const noexcept { known_.store(true, std::memory_order_relaxed); }
  /// Another error, which nobody can fetch.
  void tell(std::exception_ptr error) const noexcept { report(sink_, std::move(error)); }

  void rethrow() const override {
    set_known();
    std::rethrow_exception(error_);
  }
  /// For Boost, which asks for it if it catches one.
  const clone_base* clone() const override { return new kept_error(*this); }

 private:
  // The original reports it.
  kept_error(const kept_error& other) : clone_base(other), error_(other.error_) {}
  // Relaxed: what reads it at last holds the last reference, and so comes after all that fetched.
  [[nodiscard]] bool known() const noexcept { return known_.load(std::memory_order_relaxed); }

  const error_sink sink_;
  std::exception_ptr error_;
  mutable std::atomic<bool> known_{false};
};

/// A share in the duty to bring a result of type R. When the last share goes without that having happened, the future
/// fails: with the reason that was given, else with task_dropped, which the worker reports that drops the task; or with
/// boost::broken_promise if the task had begun, which is so when its thread was ended by force.
///
/// Each of fulfil and fail makes the future ready, and runs what Boost has attached to it. What that throws goes to the
/// error sink.
///
/// Thread safety: one share, one thread. Among all shares there is one call of fulfil or fail.
template <class R>
class promised {
 public:
  /// To be brought by a task of `on`, but not before what `after` tells of. Throws std::bad_alloc, and what copying the
  /// error sink throws.
  explicit promised(const worker& on, const expectation& after = {}) : state_(boost::make_shared<state>(on, after)) {
    if (state_->known) state_->promise.set_wait_callback(announcer{state_});
  }
  promised(const promised& other) noexcept : state_(other.state_) {
    // Relaxed: the other share is there meanwhile.
    state_->shares.fetch_add(1, std::memory_order_relaxed);
  }
  promised(promised&&) noexcept = default;
  promised& operator=(const promised&) = delete;
  promised& operator=(promised&&) = delete;
  ~promised() {
    // Acquire and release: the last one sees what was done with the others.
    if (state_ && state_->shares.fetch_sub(1, std::memory_order_acq_rel) == 1) end();
  }

  /// Once.
  [[nodiscard]] boost::future<R> future() const { return state_->promise.get_future(); }

  /// The task that brings it has begun.
  void begin() const noexcept {
    state_->begun = true;
    state_->known.begin();
  }
  template <class... Value>
  void fulfil(Value&&... value) const {
    try {
      state_->promise.set_value_deferred(std::forward<Value>(value)...);
    } catch (...) {  // by moving the value
      if (!std::current_exception()) throw;
      return fail(std::current_exception());
    }
    publish();
  }
  void fail(std::exception_ptr error) const {
    state_->error.keep(std::move(error));
    const boost::shared_ptr<const boost::exception_detail::clone_base> kept(state_, &state_->error);
    state_->promise.set_exception_deferred(boost::exception_ptr(kept));
    publish();
  }
  /// Why it will not come, if it does not.
  void give_up(std::exception_ptr reason) const noexcept { state_->reason = std::move(reason); }

 private:
  struct state {
    state(const worker& on, const expectation& after) : error(on.errors()), known(on, after) {}

    kept_error error;
    const expectation known;
    boost::promise<R> promise;
    std::exception_ptr reason;
    bool begun = false;
    bool published = false;
    std::atomic<unsigned> shares{1};
  };

  /// Boost hands it the promise, so that must stay where it is; hence the pointer, and a cycle until publish().
  struct announcer {
    using result_type = void;
    boost::shared_ptr<state> of;
    void operator()(const boost::promise<R>&) const { of->known.announce(); }
  };

  void publish() const {
    state_->published = true;
    state_->known.end();
    boost::promise<R> last = std::move(state_->promise);
    try {
      last.notify_deferred();
    } catch (...) {
      if (!std::current_exception()) throw;  // forced unwinding is no C++ exception
      state_->error.tell(std::current_exception());
    }
  }

  void end() const {
    if (state_->published) {
      if (state_->reason) state_->error.tell(state_->reason);
      return;
    }
    if (state_->reason) return fail(state_->reason);
    if (state_->begun) return fail(std::make_exception_ptr(boost::broken_promise()));
    state_->error.set_known();
    fail(std::make_exception_ptr(task_dropped()));
  }

  boost::shared_ptr<state> state_;
};

/// A task that brings a result. What it owns is gone before the result is there (M-08).
template <class R, class Call>
class promised_call {
 public:
  promised_call(const promised<R>& result, Call&& call) : result_(result), call_(std::move(call)) {}

  void operator()() {
    result_.begin();
    if (const std::exception_ptr error = attempt()) {
      call_.reset();
      result_.fail(error);
    }
  }

 private:
  std::exception_ptr attempt() {
    try {
      if constexpr (std::is_void_v<R>) {
        (*call_)();
        call_.reset();
        result_.fulfil();
      } else {
        R value = (*call_)();
        call_.reset();
        result_.fulfil(std::forward<R>(value));
      }
      return nullptr;
    } catch (...) {
      if (!std::current_exception()) throw;
      return std::current_exception();
    }
  }

  promised<R> result_;
  std::optional<Call> call_;  // after the result, so that it goes first
};

/// Gives `on` the task that brings `result`: what `call` returns or throws, or what the submit throws.
template <class R, class Call>
void submit_promised(worker& on, const promised<R>& result, Call call) {
  promised_call<R, Call> bringer(result, std::move(call));
  try {
    on.submit(task(std::in_place_type<promised_call<R, Call>>, std::move(bringer)));
  } catch (...) {
    if (!std::current_exception()) throw;
    result.give_up(std::current_exception());
  }
}

}  // namespace cadre
