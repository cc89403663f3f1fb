// What the facade's one pointer points to.

#pragma once

#include <threadpool/ThreadPool.h>

#include "pool_state.hpp"

namespace threadpool {

class ThreadPool::Impl {
 public:
  std::shared_ptr<pool_state> state;
};

}  // namespace threadpool
