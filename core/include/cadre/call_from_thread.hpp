// cadre/call_from_thread.hpp - run this on the loop's thread.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read loop_worker.hpp first.

#pragma once

#include <concepts>
#include <utility>

#include "cadre/bound_call.hpp"
#include "cadre/loop_worker.hpp"

namespace cadre {

/// Has the loop call f(args…), and returns: never at once, on the loop's own thread neither, but in its next turn
/// . All callers' functions are called in the order in which they came. What `f` throws goes to the
/// loop's error sink. From any thread; from signal handlers see notifier.hpp.
///
/// `f` and `args` are copied or moved; wrap in std::ref what is to be passed by reference. Throws, without any effect,
/// std::invalid_argument for an empty `f` at once, and what loop_worker::submit throws.
template <class F, class... Args>
  requires std::invocable<F, Args...>
void call_from_thread(loop_worker& on, F f, Args... args) {
  on.submit(bound_call(std::move(f), std::move(args)...));
}

}  // namespace cadre
