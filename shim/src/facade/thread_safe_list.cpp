// A list that stays empty.

#include <stdexcept>

#include "deprecation/uses.hpp"
#include "threadpool/ThreadPool.h"

namespace threadpool {

using cadre::shim::used;

class ThreadSafeList::State {};

ThreadSafeList::ThreadSafeList() {
  used("TPS032", __builtin_return_address(0));
}

void ThreadSafeList::append(std::shared_ptr<Thread>) {
  used("TPS032", __builtin_return_address(0));
}

void ThreadSafeList::remove(const std::shared_ptr<Thread>&) {
  used("TPS032", __builtin_return_address(0));
}

std::size_t ThreadSafeList::size() const {
  used("TPS032", __builtin_return_address(0));
  return 0;
}

bool ThreadSafeList::contains(const std::shared_ptr<Thread>&) const {
  used("TPS032", __builtin_return_address(0));
  return false;
}

}  // namespace threadpool
