// cadre/eager.hpp - a coroutine that starts at once, and whose result is a future.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read resume_on.hpp first.

#pragma once

#include <boost/thread/future.hpp>
#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "cadre/memory_worker.hpp"
#include "cadre/promised.hpp"
#include "cadre/worker.hpp"

namespace cadre {

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
