// Which function of a file an offset is in.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace report {

/// Reads the symbols of ELF files, each file once. Files with separate debug information give what they have
/// themselves, so that the answer does not depend on what else is installed.
///
/// Thread safety: as a container.
class function_names {
 public:
  function_names();
  ~function_names();
  function_names(const function_names&) = delete;
  function_names& operator=(const function_names&) = delete;

  /// The symbol, mangled; empty if the file is not there, is none, is of another build, or has no such symbol.
  std::string at(const std::string& path, const std::string& build_id, std::uint64_t offset);

 private:
  struct file;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<file>> files_;  // by path and build-id
};

}  // namespace report
