#include "file_groups.hpp"

namespace migrate {

void file_groups::join(const std::vector<std::string>& files) {
  for (const std::string& each : files) {
    parent_.try_emplace(each, each);
    parent_[of(each)] = of(files.front());
  }
}

const std::string& file_groups::of(const std::string& file) const {
  const std::string* at = &file;
  while (parent_.at(*at) != *at) at = &parent_.at(*at);
  return parent_.at(*at);
}

}  // namespace migrate
