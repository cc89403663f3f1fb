// Files that can change only together, since one source reads them both.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <map>
#include <string>
#include <vector>

namespace migrate {

class file_groups {
 public:
  /// These belong together, and with all that each of them belongs with.
  void join(const std::vector<std::string>& files);

  /// One file stands for its whole group. `file` has to be known.
  [[nodiscard]] const std::string& of(const std::string& file) const;

 private:
  std::map<std::string, std::string> parent_;
};

}  // namespace migrate
