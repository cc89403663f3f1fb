// A thread factory that a client may write: threads on std::thread, each remembered and counted.

#pragma once

#include <threadpool/ThreadPool.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace support {

class ShopThread : public threadpool::Thread {
 public:
  ShopThread(std::function<void()> body, std::string name, bool broken)
      : body_(std::move(body)), name_(std::move(name)), broken_(broken) {}
  /// Joins, for a pool that has not done it: no thread outlives its object.
  ~ShopThread() override {
    if (!thread_.joinable()) return;
    if (thread_.get_id() == std::this_thread::get_id())
      thread_.detach();
    else
      thread_.join();
  }

  void start() override {
    starts_.fetch_add(1);
    if (broken_) throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    thread_ = std::thread(std::move(body_));
  }
  void join() override {
    joins_.fetch_add(1);
    thread_.join();
  }
  std::string name() const override { return name_; }

  // Sequentially consistent counters: a test reads them after the pool is at rest or stopped.
  int starts() const { return starts_.load(); }
  int joins() const { return joins_.load(); }

 private:
  std::function<void()> body_;
  std::string name_;
  bool broken_;
  std::thread thread_;
  std::atomic<int> starts_{0};
  std::atomic<int> joins_{0};
};

/// Thread safety: any member from any thread. Must outlive the pools that it serves.
class ThreadShop {
 public:
  std::shared_ptr<ShopThread> make(std::function<void()> body, const std::string& name) {
    std::lock_guard<std::mutex> lock(mutex_);
    made_.push_back(std::make_shared<ShopThread>(std::move(body), name, broken_));
    makers_.push_back(std::this_thread::get_id());
    return made_.back();
  }
  threadpool::ThreadFactory factory() {
    return [this](std::function<void()> body, const std::string& name) { return make(std::move(body), name); };
  }

  /// While true, the threads made now cannot be started.
  void setBroken(bool broken) {
    std::lock_guard<std::mutex> lock(mutex_);
    broken_ = broken;
  }

  std::vector<std::shared_ptr<ShopThread>> made() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return made_;
  }
  std::size_t count() const { return made().size(); }
  /// The threads on which the factory was called.
  std::vector<std::thread::id> makers() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return makers_;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& thread : made()) all.push_back(thread->name());
    return all;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<ShopThread>> made_;
  std::vector<std::thread::id> makers_;
  bool broken_ = false;
};

}  // namespace support
