// Whether this process is the one that made an object, or a copy of it.

#pragma once

#include <cstddef>
#include <cstdint>

namespace cadre {

/// A word in a page of its own, which the system empties in a child process. Asking costs a load, not a system call.
class fork_guard {
 public:
  /// Throws std::bad_alloc if there is no page to be had.
  fork_guard();
  ~fork_guard();
  fork_guard(const fork_guard&) = delete;
  fork_guard& operator=(const fork_guard&) = delete;

  /// True in a process that was forked after this was made.
  [[nodiscard]] bool inherited() const noexcept { return *word_ != ours && (*word_ == 0 || elsewhere()); }

 private:
  static constexpr std::uint32_t ours = 1;    // the page is wiped on fork
  static constexpr std::uint32_t by_pid = 2;  // it could not be: the number of the process decides
  [[nodiscard]] bool elsewhere() const noexcept;

  volatile std::uint32_t* word_;
  std::size_t page_;
  int process_;
};

}  // namespace cadre
