#include <future>
#include <mutex>
#include <vector>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

/// No pool: a thread for each task, however many threads are asked for.
class async : public usual {
 public:
  static constexpr const char* name = "std::async";
  static constexpr bool in_order = false;
  static constexpr bool is_pool = false;
  static constexpr bool own_threads = false;
  static constexpr bool keeps_backlog = false;
  explicit async(std::size_t) {}
  ~async() {
    // A task that posts does so before it ends; so once nothing is left here, nothing more comes.
    while (true) {
      std::vector<std::future<void>> waited_for;
      {
        const std::lock_guard lock(mutex_);
        waited_for.swap(running_);
      }
      if (waited_for.empty()) return;
    }
  }
  template <class F>
  void post(F&& f) {
    std::future<void> one = std::async(std::launch::async, std::forward<F>(f));
    const std::lock_guard lock(mutex_);
    running_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::future<void>> running_;
};

}  // namespace

contestant async_pool() {
  return described<async>();
}

}  // namespace benchmarks
