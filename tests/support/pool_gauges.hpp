// Waits until the gauges of a pool show what a test expects.

#pragma once

#include <threadpool/ThreadPool.h>

#include <cstddef>
#include <string>

#include "gate.hpp"

namespace support {

/// Waits until `threads()` lists that many: a thread takes itself off the list without a word.
inline void untilThreads(const threadpool::ThreadPool& pool, std::size_t count) {
  eventually([&] { return pool.threads().size() == count; }, std::to_string(count) + " listed threads");
}

/// Waits until `waiters()` lists that many.
inline void untilWaiters(const threadpool::ThreadPool& pool, std::size_t count) {
  eventually([&] { return pool.waiters().size() == count; }, std::to_string(count) + " waiters");
}

/// Waits until so many threads wait and there is nothing to do.
inline void atRest(const threadpool::ThreadPool& pool, std::size_t waiters) {
  eventually([&] { return pool.waiters().size() == waiters && pool.working().empty() && pool.q().empty(); },
             std::to_string(waiters) + " waiters and nothing to do");
}

}  // namespace support
