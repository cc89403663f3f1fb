// Running a task so that nothing it throws gets any further.

#pragma once

#include <exception>

#include "cadre/error_sink.hpp"

namespace cadre {

enum class outcome { ran, failed };

/// Runs `work`, a task or what holds one; its error goes to `errors`. Only the forced unwinding of a thread that is
/// being ended passes through, since glibc ends the program if it is swallowed (M-20).
template <class Work>
outcome contain(Work& work, const error_sink& errors) {
  try {
    work();
    return outcome::ran;
  } catch (...) {
    if (!std::current_exception()) throw;  // forced unwinding is no C++ exception
    report(errors, std::current_exception());
    return outcome::failed;
  }
}

}  // namespace cadre
