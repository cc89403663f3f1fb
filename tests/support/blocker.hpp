// Jobs that keep threads of a pool busy for as long as a test wants.

#pragma once

#include <threadpool/ThreadPool.h>

#include <cstddef>
#include <functional>

#include "gate.hpp"

namespace support {

/// A job that says that it has begun and then stays until it is released. Must outlive its pool's last job.
struct Blocker {
  Gate begun{"a blocking job to begin"};
  Gate release{"a blocking job's release"};

  void operator()() {
    begun.open();
    release.wait();
  }
};

/// Submits the job and waits until it runs; then its thread is in `working`. The legacy pool counts a job between the
/// queue and that list nowhere (L-B01): so blocked jobs are submitted one after the other.
inline void occupy(threadpool::ThreadPool& pool, Blocker& job) {
  pool.callInThread(std::ref(job));
  job.begun.wait();
}

/// Occupies one thread per blocker.
template <std::size_t N>
void occupy(threadpool::ThreadPool& pool, Blocker (&jobs)[N]) {
  for (Blocker& job : jobs) occupy(pool, job);
}

template <std::size_t N>
void release(Blocker (&jobs)[N]) {
  for (Blocker& job : jobs) job.release.open();
}

}  // namespace support
