#include "cadre/in_loop_thread.hpp"

#include "driving.hpp"

namespace cadre {

driving*& driving::innermost() noexcept {
  static thread_local driving* scope = nullptr;
  return scope;
}

bool in_loop_thread() noexcept {
  return driving::registered();
}

}  // namespace cadre
