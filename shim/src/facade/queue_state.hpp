// What a handle on a pool's queue knows: the pool, as long as it lives.

#pragma once

#include <threadpool/ThreadPool.h>

#include "pool_state.hpp"

namespace threadpool {

class Queue::State {
 public:
  explicit State(const std::shared_ptr<pool_state>& pool) : vintage(pool->vintage), pool_(pool) {}

  /// Null once the pool is gone.
  [[nodiscard]] std::shared_ptr<pool_state> pool() const { return pool_.lock(); }

  const cadre::shim::client_vintage vintage;

 private:
  const std::weak_ptr<pool_state> pool_;
};

}  // namespace threadpool
