// A trail of events with the thread of each, and tokens that write their own end into it: for tests that
// prove in which order, and where, objects are destroyed.

#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace support {

/// Thread safety: any member from any thread. Copies share the trail, so tokens may outlive the test.
class Trail {
 public:
  struct Event {
    std::string what;
    std::thread::id thread;
  };

  void note(const std::string& what) const {
    std::lock_guard<std::mutex> lock(state_->mutex);
    state_->events.push_back({what, std::this_thread::get_id()});
  }

  /// An object that notes "<name> gone" when its last copy is destroyed.
  std::shared_ptr<const std::string> token(const std::string& name) const {
    return std::shared_ptr<const std::string>(new std::string(name), [trail = *this](const std::string* ended) {
      trail.note(*ended + " gone");
      delete ended;
    });
  }

  std::vector<Event> events() const {
    std::lock_guard<std::mutex> lock(state_->mutex);
    return state_->events;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const Event& event : events()) all.push_back(event.what);
    return all;
  }

  std::size_t count(const std::string& what) const {
    const auto all = names();
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), what));
  }

  bool has(const std::string& what) const { return count(what) > 0; }

  /// True if both happened, and the first `earlier` came before the first `later`.
  bool inOrder(const std::string& earlier, const std::string& later) const {
    const auto all = names();
    const auto first = std::find(all.begin(), all.end(), earlier);
    const auto second = std::find(all.begin(), all.end(), later);
    return second != all.end() && first < second;
  }

  /// The thread of the first event of that name.
  std::thread::id thread(const std::string& what) const {
    for (const Event& event : events())
      if (event.what == what) return event.thread;
    throw std::logic_error("no such event on the trail: " + what);
  }

 private:
  struct State {
    std::mutex mutex;
    std::vector<Event> events;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace support
