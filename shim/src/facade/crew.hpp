// The threads of a pool as its program sees them.

#pragma once

#include <threadpool/ThreadPool.h>

#include <cadre/thread_factory.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace threadpool {

/// Lists the live threads, and makes new ones through the program's factory.
///
/// Thread safety: any member from any thread. Factories are called under no lock.
class crew {
 public:
  explicit crew(std::string pool_name, const void* identity) : name_(std::move(pool_name)), identity_(identity) {}

  [[nodiscard]] std::vector<std::shared_ptr<Thread>> live() const;

  [[nodiscard]] std::string pool_name() const;
  /// The name, or what stands for it where there is none (L-72).
  [[nodiscard]] std::string label() const;
  void set_pool_name(const std::string& name);

  /// An empty factory takes the assigned one away.
  void assign(ThreadFactory factory);

  /// Makes and starts a thread that runs `body`, by the assigned factory, else by `by_default`. Throws what
  /// they throw; std::runtime_error if they give none. It is listed until its body has returned.
  std::unique_ptr<cadre::joinable> start(std::function<void()> body, const ThreadFactory& by_default,
                                         std::shared_ptr<const void> keep_alive);

 private:
  [[nodiscard]] std::string next_thread_name();
  [[nodiscard]] std::shared_ptr<const ThreadFactory> assigned() const;
  void list(const std::shared_ptr<Thread>& thread);
  void strike(const Thread* thread);

  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Thread>> live_;
  std::string name_;
  std::shared_ptr<const ThreadFactory> assigned_;  // the program's: copied outside the lock, if at all
  unsigned long long last_number_ = 0;
  const void* const identity_;
};

/// A thread of the usual kind: not started yet.
std::shared_ptr<Thread> make_thread(std::function<void()> body, const std::string& name);

/// The calling thread as a Thread: the one that some pool's factory made, else a stand-in.
std::shared_ptr<Thread> this_thread();

/// `count` stand-ins for threads whose identity is not kept, called "`what` 1 of `count`" and so on.
std::vector<std::shared_ptr<Thread>> stand_ins(std::size_t count, const std::string& what);

}  // namespace threadpool
