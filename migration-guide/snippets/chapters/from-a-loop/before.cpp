// from-a-loop/before - a main thread with an inbox of its own, which onResult fills.

#include <condition_variable>
#include <deque>
#include <functional>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <utility>

#include "threadpool/ThreadPool.h"

namespace {

int wordsIn(const std::string& text) {
  std::istringstream stream(text);
  int count = 0;
  for (std::string word; stream >> word;) ++count;
  return count;
}

}  // namespace

// [snippet]
/// What the main thread has to do next.
class Inbox {
 public:
  void put(std::function<void()> call) {
    const std::lock_guard<std::mutex> lock(mutex_);
    calls_.push_back(std::move(call));
    filled_.notify_one();
  }
  std::function<void()> take() {
    std::unique_lock<std::mutex> lock(mutex_);
    filled_.wait(lock, [this] { return !calls_.empty(); });
    auto call = std::move(calls_.front());
    calls_.pop_front();
    return call;
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::function<void()>> calls_;
};

int main() {
  Inbox inbox;
  int total = 0, left = 3;  // touched by the main thread alone
  threadpool::ThreadPool pool(0, 2, "reader");
  pool.start();
  for (const std::string text : {"to be", "or not to be", "that is the question"})
    pool.callInThreadWithCallback(
        [&](bool, const threadpool::Result& result) {
          inbox.put([&total, &left, words = result.get<int>()] {
            total += words;
            --left;
          });
        },
        wordsIn, text);
  while (left > 0) inbox.take()();
  pool.stop();
  std::cout << total << " words\n";
}
// [end]
