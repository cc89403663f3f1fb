#include <concurrentqueue/blockingconcurrentqueue.h>

#include <functional>
#include <thread>
#include <vector>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class moodycamel_queue : public usual {
 public:
  static constexpr const char* name = "moodycamel";
  static constexpr bool in_order = false;
  explicit moodycamel_queue(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }
  ~moodycamel_queue() {
    for (std::size_t i = 0; i < threads_.size(); ++i) queue_.enqueue(nullptr);
    for (std::thread& one : threads_) one.join();
  }
  template <class F>
  void post(F&& f) {
    queue_.enqueue(std::forward<F>(f));
  }

 private:
  void run() {
    std::function<void()> next;
    while (true) {
      queue_.wait_dequeue(next);
      if (!next) return run_rest();
      next();
    }
  }

  // An empty function ends one thread. What other producers queued may come behind all of them: the thread that takes
  // the last one finds it here.
  void run_rest() {
    std::function<void()> next;
    while (queue_.try_dequeue(next)) {
      if (!next) {
        queue_.enqueue(nullptr);
        return;
      }
      next();
    }
  }

  moodycamel::BlockingConcurrentQueue<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
};

}  // namespace

contestant moodycamel_pool() {
  return described<moodycamel_queue>();
}

}  // namespace benchmarks
