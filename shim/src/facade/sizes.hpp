// The two numbers that a pool is given.

#pragma once

#include <stdexcept>
#include <string>

namespace threadpool {

struct sizes {
  int min = 0;
  int max = 0;
};

/// Throws std::invalid_argument, naming the value, unless 0 <= min <= max.
inline void require(const sizes& wanted) {
  if (wanted.min < 0)
    throw std::invalid_argument("threadpool: the minimum of threads is " + std::to_string(wanted.min) +
                                "; it must be 0 or more");
  if (wanted.min > wanted.max)
    throw std::invalid_argument("threadpool: the minimum of threads, " + std::to_string(wanted.min) +
                                ", is above the maximum, " + std::to_string(wanted.max));
}

inline void require_not_negative(int value, const char* what) {
  if (value < 0)
    throw std::invalid_argument("threadpool: the " + std::string(what) + " of threads is " + std::to_string(value) +
                                "; it must be 0 or more");
}

}  // namespace threadpool
