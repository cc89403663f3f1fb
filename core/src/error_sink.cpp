#include "cadre/error_sink.hpp"

#include <utility>

namespace cadre {

void report(const error_sink& sink, std::exception_ptr error) noexcept {
  try {
    if (sink) sink(std::move(error));
  } catch (...) {  // a sink that fails has nobody left to tell
  }
}

}  // namespace cadre
