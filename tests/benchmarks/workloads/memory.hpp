// memory.hpp - what a queued task takes, and what stays after a burst: W7.

#pragma once

#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <fstream>
#include <thread>

#include "contestant.hpp"
#include "workloads/held.hpp"
#include "workloads/payload.hpp"
#include "workloads/striped_count.hpp"
#include "workloads/throughput.hpp"

namespace benchmarks {

/// What malloc has handed out, in all arenas.
inline double allocated_bytes() {
  const struct mallinfo2 now = mallinfo2();
  return static_cast<double>(now.uordblks + now.hblkhd);
}

inline double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Bytes a task while all threads are held.
template <class Pool>
sample queued_bytes(const setting& at) {
  return with_task_of(at.bytes, [&](const auto& task) {
    held<Pool> busy(at.threads);
    const double before = allocated_bytes();
    post_many(busy.pool(), at.tasks, task);
    return sample{(allocated_bytes() - before) / static_cast<double>(at.tasks)};
  });
}

/// Of the memory that a burst of waiting tasks took, the part that the process has given back once they have run while
/// the pool is still there. malloc is made to return what it keeps for later, so the rest is the pool's.
template <class Pool>
sample burst(const setting& at) {
  struct counting_task {
    std::array<std::byte, 40> payload{};
    striped_count* ended = &striped_count::shared();
    void operator()() const { ended->add(); }
  };
  striped_count::shared().reset();
  malloc_trim(0);
  held<Pool> busy(at.threads);
  const double before = resident_bytes();
  post_many(busy.pool(), at.tasks, counting_task());
  const double peak = resident_bytes();
  busy.release();
  while (striped_count::shared().sum() < at.tasks) std::this_thread::sleep_for(std::chrono::microseconds(50));
  malloc_trim(0);
  return {(peak - resident_bytes()) / (peak - before)};
}

}  // namespace benchmarks
