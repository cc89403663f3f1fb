// cadre/already_quit.hpp - the answer of a worker that has quit.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <exception>

namespace cadre {

/// Thrown by `submit` and `quit` of a worker that has quit (W-03, W-04, W-09). The call had no effect.
class [[gnu::visibility("default")]] already_quit : public std::exception {
 public:
  ~already_quit() override;
  [[nodiscard]] const char* what() const noexcept override;
};

}  // namespace cadre
