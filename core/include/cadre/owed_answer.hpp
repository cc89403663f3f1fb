// cadre/owed_answer.hpp - what a loop owes to a thread that waits for it; a part of blocking_call.hpp.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <exception>
#include <memory>
#include <utility>

#include "cadre/clock.hpp"
#include "cadre/task.hpp"

namespace cadre {

class loop_worker;
class pending_call;
class worker;

/// The duty to answer one call. Destroyed unpaid, it gives the caller task_dropped. Thread safety: none; it belongs to
/// one thread at a time.
class [[gnu::visibility("default")]] owed_answer {
 public:
  explicit owed_answer(std::shared_ptr<pending_call> to) noexcept;
  owed_answer(owed_answer&&) noexcept;
  owed_answer& operator=(owed_answer&&) = delete;
  ~owed_answer();

  /// False if nobody waits any more. To be asked before the function is called.
  [[nodiscard]] bool begin() const noexcept;
  /// Calls `work`. If it throws, the caller gets that.
  template <class Work>
  void attempt(Work work) {
    try {
      work();
    } catch (...) {
      if (!std::current_exception()) throw;  // forced unwinding is no C++ exception
      pay(std::current_exception());
    }
  }
  /// Tells the caller that there is an answer, or an error. Nothing if that was done.
  void pay(std::exception_ptr error = nullptr) noexcept;

 private:
  std::shared_ptr<pending_call> to_;
};

/// A call that nobody waits for yet. Throws std::system_error (resource_deadlock_would_occur) on the thread that drives
/// the loop.
[[nodiscard, gnu::visibility("default")]] std::shared_ptr<pending_call> open_call(const loop_worker& on);

/// Submits `work`, which is to pay what is owed to `call`, and waits for that. Throws as blocking_call does.
[[gnu::visibility("default")]] void await_answer(loop_worker& on, clock::duration within, pending_call& call,
                                                 task work);

/// Runs each task at once, inside of submit. Lives for ever.
[[nodiscard, gnu::visibility("default")]] worker& on_the_spot() noexcept;

}  // namespace cadre
