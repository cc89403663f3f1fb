// What everybody writes first.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class plain : public usual {
 public:
  static constexpr const char* name = "mutex+condvar";
  explicit plain(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }
  ~plain() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& one : threads_) one.join();
  }
  template <class F>
  void post(F&& f) {
    {
      const std::lock_guard lock(mutex_);
      tasks_.emplace_back(std::forward<F>(f));
    }
    changed_.notify_one();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      {
        const std::function<void()> next = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        next();
      }
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

contestant plain_pool() {
  return described<plain>();
}

}  // namespace benchmarks
