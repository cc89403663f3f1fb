// cadre/get.hpp - wait for a result.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read async.hpp and handle.hpp first.

#pragma once

#include <utility>

#include "cadre/promised.hpp"

namespace cadre {

/// Blocks until f is ready, and gives its value or throws its error. As f.get(), with one difference:
///
/// Inside a task of a pool this may be for ever: when the pool has as many threads as it may, and every one of them
/// waits like this, or in cadre::wait, for what the pool has still to do. The wait that would complete such a set
/// throws would_deadlock instead, and leaves f as it was; except a deferred one, which is spent. That is so for results
/// of async and then, if `on` was that pool or a worker that stands on it alone, whether the task waits or one of the
/// pool's threads runs it; and for results of `then` that have to wait for such a one first, as far as `then` was told
/// of it. All other waits are plain: for another pool, for a loop, or while another thread may come free.
///
/// boost::future::get() never looks: in a task of a pool it may wait for ever. Nor does this one see when tasks of an
/// exclusive worker wait for later ones of the same worker, or pools wait for each other.
///
/// An interruption point, as f.get() is. Throws boost::future_uninitialized for a future that stands for nothing.
template <class T>
T get(boost::future<T>&& f) {
  expectation::check([&f] { f.wait(); });
  return boost::future<T>(std::move(f)).get();
}

/// The same; any number of threads may ask, and each gets the same value, or the same object of an error (C-16).
template <class T>
decltype(auto) get(const boost::shared_future<T>& f) {
  expectation::check([&f] { f.wait(); });
  return f.get();
}

}  // namespace cadre
