#include "findings.hpp"

#include <algorithm>

namespace scan {

int exit_status(const findings& all) noexcept {
  if (!all.problems.empty()) return 2;
  const auto found = [](const object_findings& each) { return !each.uses.empty() || !each.overrides.empty(); };
  if (std::ranges::any_of(all.objects, found)) return 1;
  const auto open = [](const object_findings& each) { return !each.unknowns.empty(); };
  return std::ranges::any_of(all.objects, open) ? 3 : 0;
}

}  // namespace scan
