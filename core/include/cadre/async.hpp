// cadre/async.hpp - run a function on a worker, and get its result.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read worker.hpp first, then then.hpp and get.hpp.

#pragma once

#include <concepts>
#include <functional>
#include <utility>

#include "cadre/promised.hpp"

namespace cadre {

/// Calls std::invoke(f, args...) once, with all of them as rvalues, in a task of `on`; the future gets what it returns
/// or throws (M-04). It may return nothing, a reference, or what can be moved and move-assigned; of an R&& the future
/// gets an R.
///
/// The future always becomes ready (DEF-29, R-22, R-23), and its destructor never waits. It fails
///
///   | with                  | when                                                                          |
///   |-----------------------|-------------------------------------------------------------------------------|
///   | what f threw          | f threw; of whatever type, and always the same object (M-02)                  |
///   | what submit threw     | the task was refused: already_quit, backlog_full, std::bad_alloc, …           |
///   | task_dropped          | the task was accepted, and destroyed unrun                                    |
///   | boost::broken_promise | its thread was ended by force in the middle of it (pthread_exit, cancellation) |
///
/// To its worker the task has run, whatever f threw.
///
/// Errors that nobody fetches go to `on.errors()`, as it was at the call, when the last future and the last copy of the
/// error are gone (C-20): on whatever thread that is, perhaps after the worker. Fetched is what a future's `get` has
/// thrown; looking with `has_exception` does not count. A task_dropped is left out: to report what it drops is the
/// worker's business, whatever the task.
///
/// Ordering: f and args, what was moved from aside, are destroyed before the future is ready, failed or not (M-08), on
/// the thread that ran or dropped the task. Whatever happened in the task happens before the future is ready.
///
/// Thread safety: as the worker's `submit`. Interruption of a Boost thread inside of f is an error like any other.
///
/// Throws, without effect: std::invalid_argument for an empty std::function or a null pointer; std::bad_alloc if there
/// is no room for the future; what moving f and args throws, or copying the error sink.
///
/// Cost: three allocations, one more on a pool, and what copying the sink takes; besides a submit, with f and args kept
/// in place up to 24 bytes.
///
/// boost::async(on, f) and future.then(on, g) take workers and teams as well; but Boost leaves their futures unfired
/// for ever when the task is dropped. When it is refused, boost::async throws, and a `then` does in whatever makes its
/// future ready, for which this function's futures have the error sink. Use this and cadre::then.
template <class F, class... Args>
  requires std::invocable<F, Args...>
boost::future<promised_result<F, Args...>> async(worker& on, F f, Args... args) {
  using R = promised_result<F, Args...>;
  require_function(f);
  const promised<R> result(on);
  boost::future<R> future = result.future();
  submit_promised(on, result, [f = std::move(f), ... args = std::move(args)]() mutable -> R {
    return std::invoke(std::move(f), std::move(args)...);
  });
  return future;
}

}  // namespace cadre
