// fiber.hpp - a stack of its own, and what belongs to one thread of control beside it.

#pragma once

#include <ucontext.h>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace schedule {

/// A thread of control that runs when it is switched to, and only then. All of them share one thread of the system; so
/// what the language keeps for each thread is exchanged at each switch: the exceptions in flight, and the program's own
/// thread_local variables.
class fiber {
 public:
  /// The one that is running already.
  fiber();
  /// Runs `body` from the first switch on. It may never return.
  explicit fiber(std::function<void()> body);
  fiber(const fiber&) = delete;
  fiber& operator=(const fiber&) = delete;

  /// Its thread_local variables are as in a thread that has just begun.
  void renew();
  /// Comes back when somebody switches to this one again.
  void switch_to(fiber& next);

 private:
  static void enter();
  void save();
  void restore() const;

  ucontext_t place_{};
  std::array<std::byte, 16> exceptions_{};  // as the ABI has them: those caught, and how many are on their way
  std::vector<std::byte> locals_;
  std::function<void()> body_;
  std::unique_ptr<std::byte[]> stack_;
};

}  // namespace schedule
