// On whose threads a worker's tasks run.

#pragma once

#include <memory>

namespace cadre {

class engine;
class worker;

/// The pool on whose threads alone the tasks of `of` run; null if there is none. A worker that is made over another one
/// has that one's.
std::shared_ptr<engine> home_of(const worker& of) noexcept;

}  // namespace cadre
