#include <cadre/lock_worker.hpp>
#include <cadre/team.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class team : public usual {
 public:
  static constexpr const char* name = "cadre::team";
  static constexpr bool ours = true;
  explicit team(std::size_t threads)
      : team_(
            std::in_place, std::make_unique<cadre::lock_worker>(), [this] { return one_more(); }, cadre::error_sink(),
            cadre::team_limits{0, threads}) {}
  // A team that quits may still obtain a worker while it runs the rest, so threads come until the last has ended.
  ~team() {
    team_.reset();
    while (true) {
      std::vector<std::thread> ended;
      {
        const std::lock_guard lock(mutex_);
        ended.swap(threads_);
      }
      if (ended.empty()) return;
      for (std::thread& one : ended) one.join();
    }
  }
  team(const team&) = delete;
  team& operator=(const team&) = delete;
  template <class F>
  void post(F&& f) {
    team_->submit(std::forward<F>(f));
  }
  void resize(std::size_t threads) { team_->set_limits({0, threads}); }

 private:
  std::unique_ptr<cadre::worker> one_more() {
    return std::make_unique<cadre::thread_worker>([this](std::function<void()> body) {
      const std::lock_guard lock(mutex_);
      threads_.emplace_back(std::move(body));
    });
  }

  std::mutex mutex_;
  std::vector<std::thread> threads_;
  std::optional<cadre::team> team_;
};

}  // namespace

contestant cadre_team() {
  return described<team>();
}

}  // namespace benchmarks
