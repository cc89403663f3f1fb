#include "tally.hpp"

namespace migrate {

std::map<std::string_view, counts> tally(const std::vector<use>& uses) {
  std::map<std::string_view, counts> result;
  for (const use& each : uses) ++result[each.id].by_remedy.at(static_cast<std::size_t>(each.fix));
  return result;
}

counts total(const std::vector<use>& uses) {
  counts result;
  for (const use& each : uses) ++result.by_remedy.at(static_cast<std::size_t>(each.fix));
  return result;
}

}  // namespace migrate
