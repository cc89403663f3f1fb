// A pool's threads: who is there, who is leaving, who can be joined.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bell.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/stop_report.hpp"
#include "cadre/thread_factory.hpp"
#include "sync.hpp"

namespace cadre {

class roster {
 public:
  /// One thread.
  class place {
   public:
    /// When it is known to have been in what it is in. Only a figure, so any order will do.
    void see(clock::time_point now) noexcept { seen_.store(now, std::memory_order_relaxed); }
    /// Written before there is a thread.
    std::string name;

   private:
    friend class roster;
    sync::atomic<clock::time_point> seen_{clock::time_point()};
    std::unique_ptr<joinable> thread;
    bool leaving = false;
    bool ended = false;
  };
  using place_ptr = std::shared_ptr<place>;

  explicit roster(error_sink errors) : errors_(std::move(errors)) {}

  /// Rings at every change here; others may ring it as well.
  [[nodiscard]] bell& changes() { return changed_; }

  /// Gives a place to the thread that `start` starts and returns. If it throws, there is no place.
  void enter(const place_ptr& who, const std::function<std::unique_ptr<joinable>()>& start);
  /// The thread has been told to leave.
  void leave(const place_ptr& who);
  /// The thread's body is about to return.
  void end(const place_ptr& who);

  /// Joins the threads that have ended; hardly waits.
  void reap();
  /// Blocks until at most `count` threads stay and the others have been joined. Not on a thread of the
  /// roster.
  void join_down_to(std::size_t count);
  /// Lets go of all threads.
  void release();
  /// No thread will run anything of the pool's any more.
  [[nodiscard]] bool all_ended();
  /// The threads that have not ended.
  [[nodiscard]] std::vector<stop_report::straggler> stragglers(clock::time_point now);

 private:
  using places = std::vector<place_ptr>;
  template <class Change>
  void change(Change what);
  template <class Condition>
  places take(Condition condition);
  [[nodiscard]] std::size_t staying() const;
  void join(const places& leavers);

  const error_sink errors_;
  sync::mutex mutex_;
  bell changed_;
  places places_;
  std::size_t joining_ = 0;  // threads that some caller is waiting for, no longer among the places
};

}  // namespace cadre
