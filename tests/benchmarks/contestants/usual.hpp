// usual.hpp - what a pool has to be to be measured, and in what it may differ from others.
//
// A pool is a class, derived from `usual`, with
//   static constexpr const char* name
//   explicit Pool(std::size_t threads)
//   void post(F&&)                      any callable; from any thread, tasks of the pool included
//   ~Pool()                             runs what was posted, and joins the threads
// and, if it can do so,
//   void resize(std::size_t threads)    sets the most threads that it may have
//   void call_removed()                 calls a member that is removed

#pragma once

namespace benchmarks {

/// A pool that differs says so by a constant of the same name.
struct usual {
  static constexpr bool in_order = true;       ///< tasks start in the order in which they were submitted
  static constexpr bool ours = false;          ///< it is no peer
  static constexpr bool is_pool = true;        ///< it has the number of threads that it is given
  static constexpr bool own_threads = true;    ///< they are started and ended with it
  static constexpr bool keeps_backlog = true;  ///< what is posted waits for a thread, as a record in a queue
  static constexpr bool uses_malloc = true;    ///< it has no allocator of its own
};

}  // namespace benchmarks
