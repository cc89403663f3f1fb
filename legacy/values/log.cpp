#include "log.hpp"

#include <threadpool/ThreadPool.h>

#include <cstdio>
#include <memory>
#include <mutex>

namespace threadpool {
namespace {

struct observer_slot {
  std::mutex mutex;
  std::shared_ptr<const LogObserver> observer = std::make_shared<const LogObserver>();
};

observer_slot& slot() {
  // Never destroyed: threads may log while the process ends.
  static auto* const only = new observer_slot;
  return *only;
}

void to_stderr(const LogEntry& entry) {
  const std::string line = "threadpool: " + entry.text + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// The observer is called and destroyed outside the lock, as it is the user's.
void pass_on(const LogEntry& entry) {
  std::shared_ptr<const LogObserver> observer;
  {
    observer_slot& here = slot();
    const std::lock_guard lock(here.mutex);
    observer = here.observer;
  }
  if (*observer) {
    (*observer)(entry);
  } else {
    to_stderr(entry);
  }
}

void write(LogEntry entry) noexcept {
  try {
    pass_on(entry);
  } catch (...) {  // an observer that fails has nobody left to tell
  }
}

}  // namespace

LogObserver setLogObserver(LogObserver observer) {
  auto other = std::make_shared<const LogObserver>(std::move(observer));
  {
    observer_slot& here = slot();
    const std::lock_guard lock(here.mutex);
    here.observer.swap(other);
  }
  return *other;
}

namespace log {

void message(std::string text) noexcept {
  write({LogLevel::message, std::move(text), nullptr});
}

void error(const char* where, const std::exception_ptr& exception) noexcept {
  try {
    const Failure failure(exception);
    const std::string what = failure.typeName() + ": " + failure.message();
    write({LogLevel::error, std::string("unhandled error in ") + where + ": " + what, exception});
  } catch (...) {  // no memory for the words
    std::fputs("threadpool: an error could not be logged: out of memory\n", stderr);
  }
}

}  // namespace log
}  // namespace threadpool
