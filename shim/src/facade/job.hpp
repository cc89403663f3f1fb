// A submitted function on its way, and how it is run.

#pragma once

#include <threadpool/ThreadPool.h>

#include "context_stack.hpp"

namespace threadpool {

class pool_state;

struct job {
  Function function;
  OnResult on_result;
  context::stack context;
};

/// A job that is being submitted: still where its submitter has it. Whoever accepts it moves it away, and a plain
/// function never becomes more than that. It is passed by reference, and so never copied.
struct offer {
  Function& function;
  OnResult& on_result;
  context::stack context;

  [[nodiscard]] bool plain() const noexcept { return !on_result && context.empty(); }
  job accept() { return {std::move(function), std::move(on_result), std::move(context)}; }
};

/// Calls the function and destroys it, and with it its arguments, before anything else happens (L-91,
/// L-95). Returns what it threw; null if it gave `value`.
std::exception_ptr call(Function& function, std::any& value);

/// Runs a job, and then the one that its onResult reserved for this thread, if any; and so on. `pool` is
/// null for a job that is run outside a pool. Throws nothing but a thread's forced end.
void run(job work, pool_state* pool);

/// The same for a job that has neither onResult nor context.
void run(Function& function);

/// This thread runs an onResult.
bool inside_on_result() noexcept;

/// Keeps the job for this thread, to be run as soon as the onResult that is running here has ended, if it
/// is the first that this onResult submits to `pool`, no worker is idle, and the pool has room for a
/// thread (L-43): it then gets none of its own. False if not; it is untouched then.
bool reserve(offer& work, pool_state& pool);

}  // namespace threadpool
