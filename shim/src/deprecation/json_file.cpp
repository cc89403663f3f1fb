#include "deprecation/json_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "deprecation/logger.hpp"
#include "deprecation/undisturbed.hpp"

namespace cadre::shim {
namespace {

constexpr const char* variable = "THREADPOOL_DEPRECATIONS_JSON";
constexpr int nowhere = -1;

std::string reason() {
  char text[128] = {};
  return strerror_r(errno, text, sizeof text);
}

struct destination {
  int descriptor = nowhere;
  std::string problem;  // reported once the destination is known to all
};

destination at_descriptor(std::string_view number) {
  int descriptor = nowhere;
  const auto [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), descriptor);
  const int flags = wrong == std::errc() ? fcntl(descriptor, F_GETFL) : nowhere;
  if (flags == nowhere) return {nowhere, fmt::format("there is no open file descriptor {}", number)};
  if ((flags & O_ACCMODE) == O_RDONLY) return {nowhere, fmt::format("file descriptor {} cannot be written to", number)};
  return {descriptor, {}};
}

destination in_file(const char* path) {
  const int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0666);
  if (descriptor == nowhere) return {nowhere, fmt::format("cannot open \"{}\": {}", path, reason())};
  return {descriptor, {}};
}

destination wanted() {
  const char* const name = secure_getenv(variable);
  if (name == nullptr || *name == '\0') return {};
  const std::string_view text = name;
  const bool number = text.find_first_not_of("0123456789") == text.npos;
  return number ? at_descriptor(text) : in_file(name);
}

// Never closed: static objects may use pools when the process ends.
const destination& where() {
  static const destination& only = *new destination(wanted());
  return only;
}

// When the library is loaded: a child that is forked while another thread makes it would wait for that for ever. And an
// empty file tells that nothing was used from that nothing was looked for.
[[gnu::constructor]] void make_early() try { where(); } catch (...) {
}

// These guard nothing, so relaxed: whoever is first to change them reports, or puts the end to another's line.
constinit std::atomic<bool> told_of_destination{false};
constinit std::atomic<bool> told_of_failure{false};
constinit std::atomic<bool> last_line_is_torn{false};

void report_once(std::atomic<bool>& told, const std::string& problem) {
  if (!problem.empty() && !told.exchange(true, std::memory_order_relaxed))
    log(log_level::warning, fmt::format("{}: {}; no JSON is written", variable, problem));
}

/// How much of it got there.
std::size_t written(int descriptor, std::string_view text) {
  const no_write_signals guard;
  for (;;) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return 0;
  }
}

}  // namespace

bool json_wanted() {
  const destination& here = where();
  report_once(told_of_destination, here.problem);
  return here.descriptor != nowhere;
}

void append_json(std::string line) {
  if (!json_wanted()) return;
  line += '\n';
  if (last_line_is_torn.exchange(false, std::memory_order_relaxed)) line.insert(line.begin(), '\n');
  errno = ENOSPC;  // what a write that takes only a part means
  const std::size_t count = written(where().descriptor, line);
  if (count == line.size()) return;
  last_line_is_torn.store(count > 0, std::memory_order_relaxed);
  report_once(told_of_failure, fmt::format("cannot write: {}", reason()));
}

}  // namespace cadre::shim
