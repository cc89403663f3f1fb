// What every submit asks of its task.

#pragma once

#include <stdexcept>

#include "cadre/task.hpp"

namespace cadre {

inline void require_callable(const task& work) {
  if (!work) throw std::invalid_argument("cadre: submit was given an empty task; pass a callable");
}

}  // namespace cadre
