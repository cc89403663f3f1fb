// Collects the log entries of threadpool, so that a test can claim the errors that it expects. What is
// left unclaimed is a failure even where every assertion held (D-11).

#pragma once

#include <threadpool/ThreadPool.h>

#include <any>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace support {

/// One entry, with what was around it when it arose.
struct LoggedEntry {
  threadpool::LogEntry entry;
  std::thread::id thread;
  std::any inContext;  ///< the value of the key that the capture was told to read
};

/// Thread safety: any member from any thread. The observer before it is restored at the end.
class LogCapture {
 public:
  static constexpr const char* contextKey = "log capture";

  LogCapture() {
    // The observer shares the entries: one that is on its way at the end may still arrive.
    before_ = threadpool::setLogObserver([kept = kept_](const threadpool::LogEntry& entry) {
      LoggedEntry logged{entry, std::this_thread::get_id(), threadpool::context::get(contextKey)};
      std::lock_guard<std::mutex> lock(kept->mutex);
      kept->entries.push_back(std::move(logged));
    });
  }
  ~LogCapture() { threadpool::setLogObserver(before_); }
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  /// Takes out what has arrived of that level: the test has claimed it.
  std::vector<LoggedEntry> take(threadpool::LogLevel level) {
    std::lock_guard<std::mutex> lock(kept_->mutex);
    std::vector<LoggedEntry> taken, left;
    for (LoggedEntry& logged : kept_->entries)
      (logged.entry.level == level ? taken : left).push_back(std::move(logged));
    kept_->entries = std::move(left);
    return taken;
  }
  std::vector<LoggedEntry> takeErrors() { return take(threadpool::LogLevel::error); }
  std::vector<LoggedEntry> takeMessages() { return take(threadpool::LogLevel::message); }

 private:
  struct Kept {
    std::mutex mutex;
    std::vector<LoggedEntry> entries;
  };
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
  threadpool::LogObserver before_;
};

}  // namespace support
