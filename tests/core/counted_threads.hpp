// counted_threads.hpp - a thread factory that keeps count, and that can be told to fail.

#pragma once

#include <algorithm>
#include <cadre/thread_factory.hpp>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gate.hpp"

namespace cadre_test {

/// What the factory throws when it was told to.
struct no_thread : std::runtime_error {
  no_thread() : std::runtime_error("no thread to be had") {}
};

class counted_threads {
 public:
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  [[nodiscard]] cadre::thread_factory factory() const {
    return [shared = state_](std::function<void()> body, const std::string& name) {
      return start(shared, std::move(body), name);
    };
  }

  /// From now on so many more threads can be had.
  void allow(std::size_t more) {
    const std::lock_guard hold(state_->mutex);
    state_->allowed = more;
  }
  /// How often the factory was called, failed calls included.
  [[nodiscard]] std::size_t calls() const { return read(&state::calls); }
  /// Threads whose body has not ended.
  [[nodiscard]] std::size_t live() const { return read(&state::live); }
  [[nodiscard]] std::size_t most_live() const { return read(&state::most_live); }
  /// Handles that the pool still keeps.
  [[nodiscard]] std::size_t handles() const { return read(&state::handles); }
  [[nodiscard]] std::vector<std::string> names() const {
    const std::lock_guard hold(state_->mutex);
    return state_->names;
  }
  /// Waits until so few threads live; false if that does not happen.
  [[nodiscard]] bool down_to(std::size_t count) const {
    std::unique_lock hold(state_->mutex);
    return state_->changed.wait_for(hold, patience, [&] { return state_->live <= count; });
  }

 private:
  struct state {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t allowed = any_number;
    std::size_t calls = 0;
    std::size_t live = 0;
    std::size_t most_live = 0;
    std::size_t handles = 0;
    std::vector<std::string> names;
  };

  [[nodiscard]] std::size_t read(std::size_t state::*figure) const {
    const std::lock_guard hold(state_->mutex);
    return (*state_).*figure;
  }

  class handle final : public cadre::joinable {
   public:
    explicit handle(std::shared_ptr<state> shared) : shared_(std::move(shared)) {
      const std::lock_guard hold(shared_->mutex);
      ++shared_->handles;
    }
    void hold(std::thread started) { thread_ = std::move(started); }
    ~handle() override {
      if (thread_.joinable()) thread_.detach();
      const std::lock_guard hold(shared_->mutex);
      --shared_->handles;
    }
    void join() override { thread_.join(); }

   private:
    std::shared_ptr<state> shared_;
    std::thread thread_;
  };

  // A guard, so that a thread that is ended by force is counted as well.
  struct presence {
    const std::shared_ptr<state> shared;
    explicit presence(std::shared_ptr<state> whose) : shared(std::move(whose)) {}
    presence(const presence&) = delete;
    presence& operator=(const presence&) = delete;
    ~presence() { dismiss(*shared); }
  };

  static void admit(state& shared, const std::string& name) {
    const std::lock_guard hold(shared.mutex);
    ++shared.calls;
    if (shared.allowed == 0) throw no_thread();
    if (shared.allowed != any_number) --shared.allowed;
    shared.names.push_back(name);
    shared.most_live = std::max(shared.most_live, ++shared.live);
  }

  static void dismiss(state& shared) {
    const std::lock_guard hold(shared.mutex);
    --shared.live;
    shared.changed.notify_all();
  }

  static std::unique_ptr<cadre::joinable> start(const std::shared_ptr<state>& shared, std::function<void()> body,
                                                const std::string& name) {
    admit(*shared, name);
    auto counted = [run = std::move(body), shared] {
      const presence here(shared);
      run();
    };
    try {
      auto held = std::make_unique<handle>(shared);  // first: a thread without a handle ends the program
      held->hold(std::thread(std::move(counted)));
      return held;
    } catch (...) {
      dismiss(*shared);
      throw;
    }
  }

  std::shared_ptr<state> state_ = std::make_shared<state>();
};

}  // namespace cadre_test
