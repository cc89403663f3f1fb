// cadre/shim/pool_of.hpp - from the old pool to the new one below it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include "cadre/pool.hpp"

namespace threadpool {
class ThreadPool;
}

namespace cadre::shim {

/// The pool of the core that does the work of `pool`, so that a program can replace one removed member
/// after the other. Call it for a ThreadPool that the shim's library made.
///
/// Thread safety: any thread, as long as `pool` is neither being constructed nor being destroyed.
/// Lifetime: the reference is good until `pool` is destroyed. What is done through it is seen through
/// `pool` too; leave `quit` to `pool.stop()`.
/// Errors: throws std::invalid_argument for a ThreadPool that is not the shim's: the program runs with the
/// legacy library, or the object has been destroyed.
/// Complexity: one look into a hash table, under a lock.
[[gnu::visibility("default")]] cadre::pool& pool_of(threadpool::ThreadPool& pool);

/// The same for a ThreadPool that may only be looked at: so may the pool. Figures, limits and the name can be read.
[[gnu::visibility("default")]] const cadre::pool& pool_of(const threadpool::ThreadPool& pool);

/// Not for a temporary: the reference would outlive it.
const cadre::pool& pool_of(const threadpool::ThreadPool&& pool) = delete;

}  // namespace cadre::shim
