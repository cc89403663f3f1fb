// cadre/blocking_call.hpp - run this on the loop's thread, and wait for the answer.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read loop_worker.hpp and then.hpp first.

#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "cadre/bound_call.hpp"
#include "cadre/clock.hpp"
#include "cadre/loop_worker.hpp"
#include "cadre/owed_answer.hpp"
#include "cadre/then.hpp"
#include "cadre/timed_out.hpp"

namespace cadre {

/// Where the answer to a blocking_call lies; a part of that.
template <class T>
class kept_answer {
 public:
  template <class Call>
  void keep(Call& call) {
    if constexpr (std::is_void_v<T>) {
      call();
    } else if constexpr (std::is_reference_v<T>) {
      value_.emplace(std::addressof(call()));
    } else {
      value_.emplace(call());
    }
  }
  T take() {
    if constexpr (std::is_reference_v<T>) {
      return **value_;
    } else if constexpr (!std::is_void_v<T>) {
      return std::move(*value_);
    }
  }

 private:
  struct nothing {};
  using kept = std::conditional_t<std::is_void_v<T>, nothing,
                                  std::conditional_t<std::is_reference_v<T>, std::add_pointer_t<T>, T>>;
  std::optional<kept> value_;
};

/// What a blocking_call returns whose function returns R.
template <class R>
struct blocking_result {
  static constexpr bool awaited = false;
  using type = std::conditional_t<std::is_rvalue_reference_v<R>, std::remove_cvref_t<R>, R>;
};
template <class T>
struct blocking_result<boost::future<T>> {
  static constexpr bool awaited = true;
  using type = T;
};

/// The loop's side of a blocking_call; a part of that.
template <class R, class Call>
class blocking_task {
 public:
  using result = blocking_result<R>;
  using answer = kept_answer<typename result::type>;

  blocking_task(owed_answer owed, std::shared_ptr<answer> kept, Call call)
      : owed_(std::move(owed)), kept_(std::move(kept)), call_(std::move(call)) {}

  void operator()() {
    if (!owed_.begin()) return;
    owed_.attempt([this] {
      if constexpr (result::awaited) {
        await(last_call());
      } else {
        keep_answer();
        owed_.pay();
      }
    });
  }

 private:
  // The function is gone before the caller hears of the answer.
  struct end_of_call {
    std::optional<Call>& call;
    ~end_of_call() { call.reset(); }
  };
  R last_call() {
    const end_of_call here{call_};
    return (*call_)();
  }
  void keep_answer() {
    const end_of_call here{call_};
    kept_->keep(*call_);
  }
  // Not on the loop: that may be gone when the answer comes, or have quit.
  template <class Later>
  void await(Later later) {
    if (!later.valid()) static_cast<void>(later.get());  // throws
    static_cast<void>(
        cadre::then(std::move(later), on_the_spot(), [owed = std::move(owed_), kept = kept_](Later ready) mutable {
          owed.attempt([&] {
            const auto value = [&ready]() -> typename result::type { return ready.get(); };
            kept->keep(value);
            owed.pay();
          });
        }));
  }

  owed_answer owed_;
  std::shared_ptr<answer> kept_;
  std::optional<Call> call_;
};

/// Has the loop call f(args…) on its thread, waits for that, and returns what `f` returned, or throws what it threw,
/// with its type. If `f` returns a boost::future<T>, that is awaited as well, and its T returned or its error
/// thrown; the loop goes on meanwhile.
///
/// Waits for no longer than `within`, of the system's time, whatever clock the loop has (C-14, C-17): then it throws
/// timed_out. If the function has not been called by then, it never is, and it is destroyed when the loop comes to it.
/// If it runs, it runs to its end; what it returns is destroyed, and what it throws, in its future too, goes to the
/// loop's error sink. So it is with a loop that nobody drives. With a `within` of 0 or less it throws timed_out
/// without having submitted.
///
/// Throws, without any effect: std::system_error (resource_deadlock_would_occur) on the thread that drives the loop,
/// which would wait for itself (C-15); already_quit if the loop has quit or stops; std::invalid_argument for an empty
/// `f`; and what `submit` throws. A call that waits when the loop begins to stop gets already_quit at once, so no
/// thread of a pool holds up the end (C-18, R-28); so it does when the loop is destroyed. Gets task_dropped if `f` ends
/// the loop's thread by force.
///
/// What `f` did happens before the return. No interruption point. From any other thread.
template <class F, class... Args>
  requires std::invocable<F, Args...>
typename blocking_result<std::invoke_result_t<F, Args...>>::type blocking_call(loop_worker& on, clock::duration within,
                                                                               F f, Args... args) {
  using returned = std::invoke_result_t<F, Args...>;
  auto call = bound_call(std::move(f), std::move(args)...);
  using body = blocking_task<returned, decltype(call)>;
  const std::shared_ptr<pending_call> pending = open_call(on);
  const auto kept = std::make_shared<typename body::answer>();
  await_answer(on, within, *pending, body(owed_answer(pending), kept, std::move(call)));
  return kept->take();
}

}  // namespace cadre
