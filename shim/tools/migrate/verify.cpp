#include <sys/wait.h>

#include <cstdlib>
#include <set>
#include <string>

#include "../common/clean_text.hpp"
#include "clang_reader.hpp"
#include "commands.hpp"
#include "complain.hpp"
#include "inventory.hpp"

namespace migrate {
namespace {

constexpr const char* without_removed = "-DTHREADPOOL_DISABLE_REMOVED";

/// The number of different errors: those in headers come with each source.
std::size_t show_errors(const std::vector<compilation>& sources) {
  std::set<std::string> shown;
  for (const compilation& each : sources)
    for (const std::string& error : errors_without_removed(each))
      if (shown.insert(error).second) print(tools::clean(error) + '\n');
  return shown.size();
}

void add_to_flags() {
  const char* const given = std::getenv("CXXFLAGS");
  const std::string flags = given == nullptr ? without_removed : std::string(given) + ' ' + without_removed;
  ::setenv("CXXFLAGS", flags.c_str(), 1);
}

bool builds(const std::string& command) {
  add_to_flags();
  std::cout << std::flush;
  const int status = std::system(command.c_str());
  const bool good = status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (!good) complain("without the removed members this failed: " + command);
  return good;
}

}  // namespace

int verify(const options& wanted) {
  require_clang();
  const auto sources = database_for(wanted).of(wanted.sources);
  const std::size_t errors = show_errors(sources);
  print(errors == 0 ? "all " + std::to_string(sources.size()) + " compile without the removed members\n"
                    : std::to_string(errors) + " errors without the removed members\n");
  const bool built = wanted.build_command.empty() || builds(wanted.build_command);
  return errors == 0 && built ? fine : found_or_failed;
}

}  // namespace migrate
