#include "cadre/call_in_thread.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>

namespace cadre {

void call_multiple_in_thread(worker& on, std::vector<task> calls) {
  for (std::size_t i = 0; i < calls.size(); ++i)
    if (!calls[i]) throw std::invalid_argument("cadre: of a list of calls, number " + std::to_string(i) + " is empty");
  on.submit([calls = std::move(calls)]() mutable {
    for (task& one : calls) one();
  });
}

}  // namespace cadre
