#include "identity.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "loaded_file.hpp"

namespace threadpool {
namespace {

bool wanted() {
  const char* const value = secure_getenv("THREADPOOL_DEBUG");
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

// Code of the library itself, be it a file of its own or part of the program.
const char within = 0;

std::string line(const char* library, const char* version) {
  const auto file = file_of(&within);
  if (!file) return "threadpool: " + std::string(library) + " " + version + " is loaded\n";
  return "threadpool: " + std::string(library) + " " + version + " is loaded: " + file->path + ", " +
         (file->build_id.empty() ? "without a build-id" : "build-id " + file->build_id) + "\n";
}

}  // namespace

void announce(const char* library, const char* version) noexcept try {
  if (!wanted()) return;
  const std::string text = line(library, version);
  // One call, past stdio: the program's other output neither splits it nor delays it.
  static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
} catch (...) {
  // No memory this early: the program will notice.
}

}  // namespace threadpool
