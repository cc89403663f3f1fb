#include "cadre/clock.hpp"

#include <map>
#include <utility>

#include "cadre/thread_factory.hpp"
#include "sync.hpp"

namespace cadre {
namespace {

/// What is to happen, in the order of time, and the loop that does it.
class agenda {
 public:
  using time_point = clock::time_point;

  void add(time_point when, task what) {
    std::multimap<time_point, task> one;
    one.emplace(when, std::move(what));
    {
      const std::lock_guard lock(mutex_);
      entries_.insert(one.extract(one.begin()));
    }
    changed_.notify_one();
  }

  void close() {
    std::multimap<time_point, task> unrun;
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      unrun.swap(entries_);
    }
    changed_.notify_one();
  }

  void run() {
    here = this;
    while (task due = next()) due();
  }
  [[nodiscard]] bool running_here() const { return here == this; }

  /// True for one caller, which then starts a thread, or says that there is none.
  bool needs_thread() {
    const std::lock_guard lock(mutex_);
    return !std::exchange(has_thread_, true);
  }
  void no_thread() {
    const std::lock_guard lock(mutex_);
    has_thread_ = false;
  }

 private:
  static thread_local const agenda* here;

  task next() {
    std::unique_lock lock(mutex_);
    while (!closed_) {
      if (entries_.empty()) {
        changed_.wait(lock);
        continue;
      }
      const time_point first = entries_.begin()->first;
      if (first <= std::chrono::steady_clock::now()) return std::move(entries_.extract(entries_.begin()).mapped());
      changed_.wait_until(lock, first);
    }
    return {};
  }

  sync::mutex mutex_;
  sync::condition changed_;
  std::multimap<time_point, task> entries_;
  bool has_thread_ = false;
  bool closed_ = false;
};

thread_local const agenda* agenda::here = nullptr;

class steady_clock final : public clock {
 public:
  ~steady_clock() override {
    agenda_->close();
    if (thread_ && !agenda_->running_here()) thread_->join();
  }

  [[nodiscard]] time_point now() const override { return std::chrono::steady_clock::now(); }

  void call_at(time_point when, task what) override {
    if (agenda_->needs_thread()) begin();
    agenda_->add(when, std::move(what));
  }

 private:
  // Under no lock; not std::call_once, which TSan's run time does not leave by an exception.
  void begin() {
    try {
      thread_ = start_thread([agenda = agenda_] { agenda->run(); }, "clock");
    } catch (...) {
      agenda_->no_thread();
      throw;
    }
  }

  const std::shared_ptr<agenda> agenda_ = std::make_shared<agenda>();
  std::unique_ptr<joinable> thread_;
};

}  // namespace

clock::~clock() = default;

std::shared_ptr<clock> make_steady_clock() {
  return std::make_shared<steady_clock>();
}

}  // namespace cadre
