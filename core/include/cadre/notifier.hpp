// cadre/notifier.hpp - submits from where `submit` may not be called: signal handlers, and what interrupts a submit.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read worker.hpp first.

#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "cadre/error_sink.hpp"
#include "cadre/thread_factory.hpp"
#include "cadre/worker.hpp"

namespace cadre {

class notifier;

/// Stands for a function that was registered with a notifier. May be copied at any place, signal handlers included.
class notice {
 public:
  /// Stands for nothing.
  notice() noexcept = default;

 private:
  friend class notifier;
  notice(const notifier* of, std::uint32_t number) noexcept : of_(of), number_(number) {}
  const notifier* of_ = nullptr;
  std::uint32_t number_ = 0;
};

/// How a notifier is made: with designated initialisers, say only what differs.
struct notifier_options {
  std::size_t capacity = 1024;  ///< so many notices may be on their way; at least 1
  error_sink errors = {};
  thread_factory factory = start_thread;
  std::string name = "notifier";  ///< of its thread
};

/// Notices were lost. Handed to a notifier's error sink, once for each burst.
class [[gnu::visibility("default")]] notices_lost : public std::exception {
 public:
  notices_lost(std::uint64_t count, std::exception_ptr cause) noexcept;
  ~notices_lost() override;
  [[nodiscard]] const char* what() const noexcept override;
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  /// What the worker threw at the first of them. Null: `notify` itself was false.
  [[nodiscard]] const std::exception_ptr& cause() const noexcept { return cause_; }

 private:
  std::uint64_t count_;
  std::exception_ptr cause_;
};

/// Lets a signal handler submit work. `submit` takes locks and memory, and a handler that called it could wait for ever
/// for a lock that the very code holds that it interrupted (C-01); a lock that lets its owner in again would show it
/// half-changed data (C-03). So functions are registered beforehand, and `notify` only leaves a number in a ring of
/// fixed size and wakes the notifier's thread, which submits in its place.
///
///     cadre::notifier door(pool);
///     static cadre::notifier* the_door = &door;
///     static const cadre::notice reload = door.add([] { read_configuration(); });
///     std::signal(SIGHUP, [](int) { the_door->notify(reload); });
///
/// Thread safety: `notify` from any thread, from a handler that interrupts any code, `notify` itself included, and from
/// destructors and the like that run inside of a submit (C-02). The other members from any thread, but from no handler.
///
/// Ordering: functions are submitted in the order in which their notices entered the ring (C-08); so one thread's in
/// the order of its calls. `notify(n)` happens before the function runs.
///
/// Errors: when the ring was full, and when the worker refuses, the sink gets a notices_lost with their number. What
/// the worker throws out of a `submit` that has run the function, as a lock_worker does, is reported as it is.
///
/// Signals: the thread sleeps with all signals blocked but those that stand for a fault of its own. While it submits or
/// reports it has the signal mask of the thread that made the notifier; so have threads that a pool starts then.
///
/// Lifetime: the worker must outlive the notifier. The destructor submits what is in the ring and joins the thread; on
/// that thread itself, in a task or in the sink, it does not join. No handler may use the notifier any more when the
/// destructor begins: reset the handlers first. A call of `notify` must come to its end, or later notices wait behind
/// it: do not leave by siglongjmp a handler that interrupted it.
///
/// A thread that is ended by force, by a task that the worker runs inside of its submit, ends the notifier: `notify` is
/// false from then on, and what was in the ring is reported as lost.
///
/// Fork: a child has no such thread. There `notify` is false, `add` throws std::system_error
/// (operation_not_permitted), and the destructor returns at once and leaves everything as it is.
class [[gnu::visibility("default")]] notifier {
 public:
  /// Starts the thread. Throws std::invalid_argument for a capacity of 0 and an empty factory, std::bad_alloc, and what
  /// the factory throws.
  explicit notifier(worker& to, notifier_options options = {});
  ~notifier();
  notifier(const notifier&) = delete;
  notifier& operator=(const notifier&) = delete;

  /// Registers `work` for as long as the notifier lives. It is not copied for each notice: where the worker runs
  /// several tasks at once, several threads may call it at once. It is destroyed with the notifier, or with the last
  /// task that has it. Throws std::invalid_argument for an empty function, std::bad_alloc.
  [[nodiscard]] notice add(std::function<void()> work);

  /// Has the function submitted once. False: it will not be, and that was counted: as many notices as the ring may hold
  /// are on their way, or `what` is none of this notifier's. Wait-free, allocates nothing, keeps errno, and calls
  /// nothing but sem_post, and that only if the thread may be asleep (C-12); and getpid where Linux is older than 4.14.
  bool notify(notice what) noexcept;

  /// How often `notify` was false.
  [[nodiscard]] std::uint64_t lost() const noexcept;

 private:
  class state;
  std::shared_ptr<state> state_;
  std::unique_ptr<joinable> thread_;
};

}  // namespace cadre
