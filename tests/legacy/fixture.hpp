// What every case about the legacy library stands on.

#pragma once

#include <threadpool/ThreadPool.h>

#include <boost/test/unit_test.hpp>
#include <memory>

#include "../support/blocker.hpp"
#include "../support/clean.hpp"
#include "../support/gate.hpp"
#include "../support/pool_gauges.hpp"
#include "../support/thread_shop.hpp"

namespace legacy_test {

using support::Blocker;
using support::Clean;
using support::eventually;
using support::Gate;
using support::occupy;
using support::Tally;
using support::ThreadShop;
using support::untilThreads;
using support::untilWaiters;
using threadpool::Result;
using threadpool::ThreadPool;

/// A pool that tells when its threads are about to take their first record.
struct AnnouncingPool : ThreadPool {
  using ThreadPool::ThreadPool;
  ~AnnouncingPool() override { stop(); }

  std::shared_ptr<threadpool::Thread> currentThread() override {
    arrivals.add();
    return ThreadPool::currentThread();
  }

  Tally arrivals{"threads that reached the queue"};
};

}  // namespace legacy_test
