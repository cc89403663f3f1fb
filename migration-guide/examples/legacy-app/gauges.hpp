// gauges.hpp - the pool's figures, and the moments at which they are exact.

#pragma once

#include <cstddef>
#include <string>

#include "threadpool/ThreadPool.h"

namespace legacy_app {

/// What a metrics reporter exports of a pool.
struct Gauges {
  std::string moment;
  bool started = false;
  bool joined = false;
  int min = 0;
  int max = 0;
  int workers = 0;
  std::size_t threads = 0;
  std::size_t working = 0;
  std::size_t waiters = 0;
  std::size_t queued = 0;
};

/// Reads the gauges now. While jobs run, the figures need not fit together.
Gauges readGauges(const threadpool::ThreadPool& pool, const std::string& moment);

/// Resizes a running pool to exactly `size` threads, gives each of them a job, and waits until all of
/// them are idle again. Throws std::runtime_error if that takes more than a minute.
void settle(threadpool::ThreadPool& pool, int size);

/// Waits until the pool has exactly `size` threads, all idle, and an empty queue; throws as `settle`.
void awaitRest(const threadpool::ThreadPool& pool, int size);

}  // namespace legacy_app
