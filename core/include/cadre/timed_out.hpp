// cadre/timed_out.hpp - the end of a wait whose time is over.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <exception>

namespace cadre {

/// The time of a blocking_call is over (C-14).
class [[gnu::visibility("default")]] timed_out : public std::exception {
 public:
  ~timed_out() override;
  [[nodiscard]] const char* what() const noexcept override;
};

}  // namespace cadre
