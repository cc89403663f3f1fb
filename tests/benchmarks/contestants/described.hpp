// described.hpp - makes the record of a pool; usual.hpp says what that has to be.

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
contestant described() {
  contestant record{
      .name = Pool::name, .in_order = Pool::in_order, .ours = Pool::ours, .is_pool = Pool::is_pool, .measures = {}};
  const auto set = [&](workload which, measure how) { record.measures[static_cast<std::size_t>(which)] = how; };
  set(workload::throughput, &throughput<Pool>);
  if constexpr (Pool::uses_malloc) set(workload::allocations, &allocations<Pool>);
  set(workload::latency_spinning, &latency_spinning<Pool>);
  set(workload::latency_blocking, &latency_blocking<Pool>);
  set(workload::nested, &nested<Pool>);
  set(workload::efficiency, &efficiency<Pool>);
  set(workload::first_task, &first_task<Pool>);
  if constexpr (Pool::keeps_backlog) {
    set(workload::submit_only, &submit_only<Pool>);
    set(workload::burst, &burst<Pool>);
    set(workload::backlog, &backlog<Pool>);
  }
  if constexpr (Pool::keeps_backlog && Pool::uses_malloc) set(workload::queued_bytes, &queued_bytes<Pool>);
  if constexpr (Pool::own_threads) {
    set(workload::start_stop, &start_stop<Pool>);
    set(workload::start_block_stop, &start_block_stop<Pool>);
    set(workload::idle, &idle<Pool>);
  }
  if constexpr (requires(Pool& pool) { pool.resize(std::size_t{}); }) set(workload::resize, &resize<Pool>);
  if constexpr (requires(Pool& pool) { pool.call_removed(); }) set(workload::removed_call, &removed_call<Pool>);
  return record;
}

}  // namespace benchmarks
