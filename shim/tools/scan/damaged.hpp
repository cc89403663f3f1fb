// A file that is not what it says it is.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace scan {

/// Says what is wrong, and where in the file.
class damaged : public std::runtime_error {
 public:
  damaged(const std::string& what, std::uint64_t offset) : std::runtime_error(what), offset_(offset) {}
  [[nodiscard]] std::uint64_t offset() const noexcept { return offset_; }

 private:
  std::uint64_t offset_;
};

}  // namespace scan
