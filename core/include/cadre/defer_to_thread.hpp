// cadre/defer_to_thread.hpp - run this on another thread, and give me the result on the loop's.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read loop_worker.hpp, async.hpp and then.hpp first.

#pragma once

#include <concepts>
#include <memory>
#include <utility>

#include "cadre/async.hpp"
#include "cadre/loop_worker.hpp"
#include "cadre/then.hpp"
#include "cadre/worker.hpp"

namespace cadre {

/// Has `pool` call f(args…), and gives a future of what it returns or throws. The future becomes ready on the thread
/// that drives `loop`, inside of one of its tasks: so what is attached to it can run there as well.
///
/// It always becomes ready: if the pool or the loop refuses, with what it threw, on whatever thread; if
/// one of them drops the call, with task_dropped. To let go of the future takes nothing back: the function is called
/// all the same.
///
/// The loop must outlive the call. `f` and `args` are copied or moved. Throws std::invalid_argument for an empty `f`
/// at once. From any thread.
template <class F, class... Args>
  requires std::invocable<F, Args...>
[[nodiscard]] auto defer_to_thread(loop_worker& loop, worker& pool, F f, Args... args) {
  return cadre::then(cadre::async(pool, std::move(f), std::move(args)...), loop,
                     [](auto ready) -> decltype(auto) { return ready.get(); });
}

/// The same with the loop's default pool. Throws besides already_quit once the loop's driver has seen `stop`, and what
/// making the pool throws.
template <class F, class... Args>
  requires std::invocable<F, Args...>
[[nodiscard]] auto defer_to_thread(loop_worker& loop, F f, Args... args) {
  const std::shared_ptr<pool> of = loop.share_default_pool();
  return defer_to_thread(loop, static_cast<worker&>(*of), std::move(f), std::move(args)...);
}

}  // namespace cadre
