// cadre/call_in_thread.hpp - run this on another thread, and do not wait for it.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read loop_worker.hpp first.

#pragma once

#include <concepts>
#include <utility>
#include <vector>

#include "cadre/bound_call.hpp"
#include "cadre/loop_worker.hpp"
#include "cadre/task.hpp"
#include "cadre/worker.hpp"

namespace cadre {

/// Has the default pool of `of` call f(args…), and returns; before the loop is driven, the pool keeps it until then
/// . What `f` throws goes to the loop's error sink. From any thread, also while the loop stops.
///
/// `f` and `args` are copied or moved; wrap in std::ref what is to be passed by reference. Throws, without any effect,
/// std::invalid_argument for an empty `f` at once, already_quit once the loop's driver has seen `stop`, and what
/// pool::submit throws.
template <class F, class... Args>
  requires std::invocable<F, Args...>
void call_in_thread(loop_worker& of, F f, Args... args) {
  task work = bound_call(std::move(f), std::move(args)...);
  of.share_default_pool()->submit(std::move(work));
}

/// Has `on` make all these calls as one task: one after the other, in order, on the same thread. The first that throws
/// ends the list; its error is the task's, and goes where `on` reports errors; the calls behind it are destroyed
/// . Each call is destroyed before the next one starts. An empty list is a task that does nothing.
///
/// Throws, without any effect, std::invalid_argument if one of the calls is empty, and what `submit` throws.
[[gnu::visibility("default")]] void call_multiple_in_thread(worker& on, std::vector<task> calls);

}  // namespace cadre
