// cadre/thread_factory.hpp - where a pool's threads come from.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <functional>
#include <memory>
#include <string>

namespace cadre {

/// A thread that was started and can be joined. Its destructor lets go of a thread that was not joined: a pool that may
/// not wait for its threads never joins them, and their handles are destroyed when they end at the latest, perhaps on
/// the very thread. So a handle that keeps a std::thread detaches it there; a std::thread that is destroyed while it
/// can be joined ends the program.
class [[gnu::visibility("default")]] joinable {
 public:
  joinable() = default;
  joinable(const joinable&) = delete;
  joinable& operator=(const joinable&) = delete;
  virtual ~joinable();
  /// Waits until the thread has ended. Called once, by another thread.
  virtual void join() = 0;
};

/// Starts a thread that runs `body` once. Throws if it cannot; a null pointer counts as std::runtime_error, and a
/// `body` that is run all the same returns soon, without a task. Called under no lock; by several threads at once.
using thread_factory = std::function<std::unique_ptr<joinable>(std::function<void()> body, const std::string& name)>;

/// The usual factory: a std::thread that carries `name` also for the system, cut there to its 15 bytes.
/// Throws std::system_error with the system's code, and the name in its text. The body may end the thread by
/// pthread_exit. `join` by the thread itself throws std::system_error (resource_deadlock_would_occur).
[[gnu::visibility("default")]] std::unique_ptr<joinable> start_thread(std::function<void()> body,
                                                                      const std::string& name);

}  // namespace cadre
