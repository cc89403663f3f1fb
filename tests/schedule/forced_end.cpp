#include "forced_end.hpp"

#include <cxxabi.h>
#include <unwind.h>

#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace schedule {
namespace {

/// Where the unwinding stops.
struct ground {
  std::jmp_buf back;
  _Unwind_Exception unwinding;
};

thread_local ground* below = nullptr;

// The stack grows downwards: a frame that ends above the ground does not belong to the body any more.
_Unwind_Reason_Code stop(int, _Unwind_Action actions, _Unwind_Exception_Class, _Unwind_Exception*,
                         _Unwind_Context* context, void* to) {
  const bool outside = _Unwind_GetCFA(context) > reinterpret_cast<std::uintptr_t>(to);
  if (outside || (actions & _UA_END_OF_STACK) != 0) std::longjmp(static_cast<ground*>(to)->back, 1);
  return _URC_NO_REASON;
}

}  // namespace

void run_to_its_end(const std::function<void()>& body) {
  ground here{};
  below = &here;
  if (setjmp(here.back) == 0) {
    body();
  } else {
    // Whoever caught it and let it pass on has not put it down.
    std::memset(abi::__cxa_get_globals(), 0, 16);
  }
}

void end_by_force() {
  _Unwind_ForcedUnwind(&below->unwinding, &stop, below);
  std::abort();  // it comes back only if the stack is broken
}

}  // namespace schedule
