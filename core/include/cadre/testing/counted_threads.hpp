// cadre/testing/counted_threads.hpp - a thread factory that keeps count, and that can be told to fail.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read thread_factory.hpp first.

#pragma once

#include <algorithm>
#include <chrono>
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

#include "cadre/thread_factory.hpp"

namespace cadre::testing {

/// What the factory throws when it was told to.
struct no_thread : std::runtime_error {
  no_thread() : std::runtime_error("no thread to be had") {}
};

/// Who runs the bodies: threads, or the test, with `run`.
enum class bodies { on_threads, by_hand };

/// A thread factory for tests: it counts calls, threads and handles, notes names, and fails when told to.
///
/// By hand, a thread is only a body that the test runs when it likes, on its own thread. Joining one that has not run
/// throws std::logic_error, where a real join would wait for ever (D-06).
///
/// Thread safety: any member from any thread.
///
/// Lifetime: the factory, threads and handles may outlive this object. Bodies that were not run are destroyed with it.
class counted_threads {
 public:
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  explicit counted_threads(bodies who = bodies::on_threads) : state_(std::make_shared<state>()) { state_->who = who; }
  counted_threads(const counted_threads&) = delete;
  counted_threads& operator=(const counted_threads&) = delete;
  // Bodies hold what holds the factory, which holds their list.
  ~counted_threads() {
    while (state_->next()) {
    }
  }

  /// What to give to a pool. It throws no_thread when told to, else what starting a thread throws.
  [[nodiscard]] thread_factory factory() const {
    return [shared = state_](std::function<void()> body, const std::string& name) {
      return start(shared, std::move(body), name);
    };
  }

  /// From now on so many more threads can be had, then none.
  void allow(std::size_t more) {
    const std::lock_guard hold(state_->mutex);
    state_->allowed = more;
  }
  /// The n-th call from now on fails, that one alone; 1 is the next, 0 takes it back.
  void fail_at(std::size_t n) {
    const std::lock_guard hold(state_->mutex);
    state_->failing_call = n == 0 ? 0 : state_->calls + n;
  }

  /// How often the factory was called, failed calls included.
  [[nodiscard]] std::size_t calls() const { return read(&state::calls); }
  /// Threads whose body has not ended; by hand also those whose body has not begun.
  [[nodiscard]] std::size_t live() const { return read(&state::live); }
  [[nodiscard]] std::size_t most_live() const { return read(&state::most_live); }
  /// Handles that the pool still keeps.
  [[nodiscard]] std::size_t handles() const { return read(&state::handles); }
  /// What the threads were called, in the order of their starts.
  [[nodiscard]] std::vector<std::string> names() const {
    const std::lock_guard hold(state_->mutex);
    return state_->names;
  }
  /// Waits until so few threads live; false if that does not happen in time.
  [[nodiscard]] bool down_to(std::size_t count, std::chrono::milliseconds patience = std::chrono::seconds(10)) const {
    std::unique_lock hold(state_->mutex);
    return state_->changed.wait_for(hold, patience, [&] { return state_->live <= count; });
  }

  /// By hand: runs the body of the oldest thread that has not begun, here; false if there is none. Throws what the
  /// body throws, where a thread would end the program.
  bool run() {
    std::function<void()> body = state_->next();
    if (!body) return false;
    body();
    return true;
  }

 private:
  struct state {
    mutable std::mutex mutex;
    std::condition_variable changed;
    bodies who = bodies::on_threads;
    std::size_t allowed = any_number;
    std::size_t failing_call = 0;
    std::size_t calls = 0;
    std::size_t live = 0;
    std::size_t most_live = 0;
    std::size_t handles = 0;
    std::vector<std::string> names;
    std::vector<std::function<void()>> kept;

    void admit(const std::string& name) {
      const std::lock_guard hold(mutex);
      if (++calls == failing_call || allowed == 0) throw no_thread();
      names.push_back(name);
      if (allowed != any_number) --allowed;
      most_live = std::max(most_live, ++live);
    }
    void dismiss() {
      const std::lock_guard hold(mutex);
      --live;
      changed.notify_all();
    }
    void keep(std::function<void()> body) {
      const std::lock_guard hold(mutex);
      kept.push_back(std::move(body));
    }
    std::function<void()> next() {
      const std::lock_guard hold(mutex);
      if (kept.empty()) return {};
      std::function<void()> body = std::move(kept.front());
      kept.erase(kept.begin());
      return body;
    }
  };

  [[nodiscard]] std::size_t read(std::size_t state::*figure) const {
    const std::lock_guard hold(state_->mutex);
    return (*state_).*figure;
  }

  class handle : public joinable {
   public:
    explicit handle(std::shared_ptr<state> shared) : shared_(std::move(shared)) {
      const std::lock_guard hold(shared_->mutex);
      ++shared_->handles;
    }
    ~handle() override {
      const std::lock_guard hold(shared_->mutex);
      --shared_->handles;
    }

   private:
    std::shared_ptr<state> shared_;
  };

  class thread_handle final : public handle {
   public:
    using handle::handle;
    ~thread_handle() override {
      if (thread_.joinable()) thread_.detach();
    }
    void hold(std::thread started) { thread_ = std::move(started); }
    void join() override { thread_.join(); }

   private:
    std::thread thread_;
  };

  class body_handle final : public handle {
   public:
    body_handle(std::shared_ptr<state> shared, std::shared_ptr<bool> ended)
        : handle(std::move(shared)), ended_(std::move(ended)) {}
    void join() override {
      if (!*ended_) throw std::logic_error("joined a thread whose body the test has not run: it would wait for ever");
    }

   private:
    std::shared_ptr<bool> ended_;
  };

  // A guard, so that a thread that is ended by force is counted as well.
  struct presence {
    const std::shared_ptr<state> shared;
    explicit presence(std::shared_ptr<state> whose) : shared(std::move(whose)) {}
    presence(const presence&) = delete;
    presence& operator=(const presence&) = delete;
    ~presence() { shared->dismiss(); }
  };

  static std::unique_ptr<joinable> start(const std::shared_ptr<state>& shared, std::function<void()> body,
                                         const std::string& name) {
    shared->admit(name);
    try {
      return shared->who == bodies::by_hand ? keep(shared, std::move(body)) : launch(shared, std::move(body));
    } catch (...) {
      shared->dismiss();
      throw;
    }
  }

  static std::unique_ptr<joinable> launch(const std::shared_ptr<state>& shared, std::function<void()> body) {
    auto held = std::make_unique<thread_handle>(shared);  // first: a thread without a handle ends the program
    held->hold(std::thread([run = std::move(body), shared] {
      const presence here(shared);
      run();
    }));
    return held;
  }

  // Weak, since the body lies in that state.
  static std::unique_ptr<joinable> keep(const std::shared_ptr<state>& shared, std::function<void()> body) {
    auto ended = std::make_shared<bool>(false);
    auto held = std::make_unique<body_handle>(shared, ended);
    shared->keep([run = std::move(body), of = std::weak_ptr<state>(shared), ended] {
      const std::shared_ptr<state> alive = of.lock();
      const presence here(alive);
      run();
      *ended = true;
    });
    return held;
  }

  std::shared_ptr<state> state_;
};

}  // namespace cadre::testing
