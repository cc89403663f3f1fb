// scheduler.hpp - logical threads that take turns, one step at a time, in an order that somebody else decides.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schedule {

class choices;

/// How one schedule went.
struct outcome {
  std::uint64_t steps = 0;
  std::optional<std::string> failure;
};

/// Runs `scenario` as the logical thread "main", and the threads that it starts, until all have ended or something is
/// wrong. What had not ended then stays behind. With `told`, every step is printed.
outcome run(const std::function<void()>& scenario, choices& by, bool told = false);

// What follows is for logical threads. Elsewhere a step does nothing.

/// Before every step that other threads can see: another one may come first.
void step(const char* what);
/// As step, by a thread that gets nowhere until another one has done something: so another one comes first, if any can.
void yield(const char* what);
/// Until somebody wakes what is blocked on `on`.
void block(const void* on, const char* what);
/// Whether a sleep ends before it has begun; most do not.
[[nodiscard]] bool returns_early(const char* what);
/// Wakes one thread that is blocked on `on`, whichever; or all.
void wake_one(const void* on);
void wake_all(const void* on);

/// A lock counts from here to there for locks_held().
void took_lock();
void gave_lock();
/// By the running thread.
[[nodiscard]] int locks_held();

/// Ends the schedule as a failure. Nothing is unwound.
[[noreturn]] void fail(std::string_view why);
inline void expect(bool holds, std::string_view why) {
  if (!holds) fail(why);
}

/// A logical thread; it runs on if the handle is gone.
class thread {
 public:
  thread(std::string name, std::function<void()> body);
  void join();

 private:
  struct progress {
    bool ended = false;
  };
  std::shared_ptr<progress> progress_ = std::make_shared<progress>();
};

/// What threads of a scenario wait for, and nothing of the engine's.
class event {
 public:
  void set() {
    step("set an event");
    set_ = true;
    wake_all(this);
  }
  void wait() {
    step("wait for an event");
    while (!set_) block(this, "wait for an event");
  }
  [[nodiscard]] bool is_set() const { return set_; }

 private:
  bool set_ = false;
};

/// So many processors are told to the engine.
void pretend_processors(std::size_t count);

}  // namespace schedule
