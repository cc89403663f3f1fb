// forced_end.hpp - threads that are ended by force, as by pthread_exit.

#pragma once

#include <functional>

namespace schedule {

/// Runs `body`. Comes back also when end_by_force() ended it.
void run_to_its_end(const std::function<void()>& body);

/// Unwinds the stack of the logical thread as glibc does it: there is no exception, and nobody may stop it.
[[noreturn]] void end_by_force();

}  // namespace schedule
