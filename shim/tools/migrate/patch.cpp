#include "patch.hpp"

#include <filesystem>

#include "unified_diff.hpp"

namespace migrate {

std::string patch(const findings& found, const std::string& root, remedy wanted) {
  std::string result;
  for (const file_plan& plan : plans(found, wanted))
    result += unified_diff(std::filesystem::path(plan.file).lexically_relative(root).string(), plan.before, plan.edits);
  return result;
}

}  // namespace migrate
