#include "deprecation/pool_thread.hpp"

#include <utility>

namespace cadre::shim {
namespace {

constinit thread_local bool of_a_pool = false;

}  // namespace

pool_thread::pool_thread() noexcept : nested_(std::exchange(of_a_pool, true)) {}

pool_thread::~pool_thread() {
  of_a_pool = nested_;
}

bool pool_thread::here() noexcept {
  return of_a_pool;
}

}  // namespace cadre::shim
