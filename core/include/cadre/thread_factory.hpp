// cadre/thread_factory.hpp - where a pool's threads come from.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <functional>
#include <memory>
#include <string>

namespace cadre {

/// A thread that was started and can be joined. Its destructor lets go of a thread that was not.
class [[gnu::visibility("default")]] joinable {
 public:
  joinable() = default;
  joinable(const joinable&) = delete;
  joinable& operator=(const joinable&) = delete;
  virtual ~joinable();
  /// Waits until the thread has ended. Called once, by another thread.
  virtual void join() = 0;
};

/// Starts a thread that runs `body` once. Throws if it cannot. Called under no lock; by several
/// threads at once.
using thread_factory = std::function<std::unique_ptr<joinable>(std::function<void()> body, const std::string& name)>;

/// The usual factory: a std::thread that carries `name` also for the system, cut there to its 15 bytes.
/// Throws std::system_error with the system's code, and the name in its text. The body may end the thread by
/// pthread_exit. `join` by the thread itself throws std::system_error (resource_deadlock_would_occur).
[[gnu::visibility("default")]] std::unique_ptr<joinable> start_thread(std::function<void()> body,
                                                                      const std::string& name);

}  // namespace cadre
