// described.hpp - makes the record of a pool.
//
// A pool is a class with
//   static constexpr const char* name
//   static constexpr bool in_order          tasks start in the order in which they were submitted
//   explicit Pool(std::size_t threads)
//   void post(F&&)                          any callable; from any thread, tasks of the pool included
//   ~Pool()                                 runs what was posted, and joins the threads
// and where it differs from the usual
//   static constexpr bool ours = true       it is no peer
//   static constexpr bool is_pool = false   it has not the number of threads that it is given
//   static constexpr bool own_threads = false     its threads are not started and ended with it
//   static constexpr bool keeps_backlog = false   what is posted does not wait for a thread as a record in a queue
//   void resize(std::size_t threads)        sets the most threads it may have
//   void call_removed()                     calls a member that is removed

#pragma once

#include "contestant.hpp"
#include "workloads/backlog.hpp"
#include "workloads/efficiency.hpp"
#include "workloads/idle.hpp"
#include "workloads/latency.hpp"
#include "workloads/life.hpp"
#include "workloads/memory.hpp"
#include "workloads/nested.hpp"
#include "workloads/removed_call.hpp"
#include "workloads/resizing.hpp"
#include "workloads/throughput.hpp"

namespace benchmarks {

template <class Pool>
constexpr bool ours = false;
template <class Pool>
  requires requires { Pool::ours; }
constexpr bool ours<Pool> = Pool::ours;

template <class Pool>
constexpr bool is_pool = true;
template <class Pool>
  requires requires { Pool::is_pool; }
constexpr bool is_pool<Pool> = Pool::is_pool;

template <class Pool>
constexpr bool own_threads = true;
template <class Pool>
  requires requires { Pool::own_threads; }
constexpr bool own_threads<Pool> = Pool::own_threads;

template <class Pool>
constexpr bool keeps_backlog = true;
template <class Pool>
  requires requires { Pool::keeps_backlog; }
constexpr bool keeps_backlog<Pool> = Pool::keeps_backlog;

template <class Pool>
contestant described() {
  contestant record{
      .name = Pool::name, .in_order = Pool::in_order, .ours = ours<Pool>, .is_pool = is_pool<Pool>, .measures = {}};
  const auto set = [&](workload which, measure how) { record.measures[static_cast<std::size_t>(which)] = how; };
  set(workload::throughput, &throughput<Pool>);
  set(workload::latency_spinning, &latency_spinning<Pool>);
  set(workload::latency_blocking, &latency_blocking<Pool>);
  set(workload::nested, &nested<Pool>);
  set(workload::efficiency, &efficiency<Pool>);
  set(workload::first_task, &first_task<Pool>);
  if constexpr (keeps_backlog<Pool>) {
    set(workload::submit_only, &submit_only<Pool>);
    set(workload::queued_bytes, &queued_bytes<Pool>);
    set(workload::burst, &burst<Pool>);
    set(workload::backlog, &backlog<Pool>);
  }
  if constexpr (own_threads<Pool>) {
    set(workload::start_stop, &start_stop<Pool>);
    set(workload::start_block_stop, &start_block_stop<Pool>);
    set(workload::idle, &idle<Pool>);
  }
  if constexpr (requires(Pool& pool) { pool.resize(std::size_t{}); }) set(workload::resize, &resize<Pool>);
  if constexpr (requires(Pool& pool) { pool.call_removed(); }) set(workload::removed_call, &removed_call<Pool>);
  return record;
}

}  // namespace benchmarks
