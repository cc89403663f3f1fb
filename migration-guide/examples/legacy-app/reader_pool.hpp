// reader_pool.hpp - a pool whose threads each own a Reader.
//
// The classic reason to subclass the old ThreadPool: every thread keeps something to itself, a database
// connection or, as here, a buffer. It is made when the thread begins and dies when the thread ends.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "digest.hpp"
#include "threadpool/ThreadPool.h"

namespace legacy_app {

/// A thread with a Reader.
class ReaderThread : public threadpool::Thread {
 public:
  ReaderThread(std::function<void()> body, std::string name);
  /// Lets a thread go that nobody joined: the old pool never joins those that it made leave early.
  ~ReaderThread() override;

  void start() override;
  void join() override;
  std::string name() const override { return name_; }

  /// The calling thread's Reader. Throws std::logic_error on any thread but a ReaderThread.
  static Reader& reader();

 private:
  std::function<void()> body_;
  std::string name_;
  std::thread thread_;
};

/// A pool of ReaderThreads that counts how often it was asked for another worker.
class ReaderPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  /// The overrides below are gone when the base class's destructor runs: the pool stops here.
  ~ReaderPool() override;

  std::shared_ptr<threadpool::Thread> threadFactory(std::function<void()> body, const std::string& name) override;
  void startAWorker() override;

  /// How often `startAWorker` was called. The main thread alone submits and resizes, so nobody else counts.
  int workersStarted() const { return workersStarted_; }

 private:
  int workersStarted_ = 0;
};

}  // namespace legacy_app
