// The table of uses, and what becomes of it when the process ends or is forked.

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cadre/shim/deprecation_log.hpp"
#include "deprecation/call_site.hpp"
#include "deprecation/deprecation_text.hpp"
#include "deprecation/json_file.hpp"
#include "deprecation/json_line.hpp"
#include "deprecation/logger.hpp"
#include "deprecation/text_log.hpp"
#include "deprecation/undisturbed.hpp"
#include "deprecation/use_table.hpp"

namespace cadre::shim {
namespace {

// A flag that guards nothing, so relaxed. It is read after all destructors of static objects: what the
// thread that ends the process did or joined happens before.
constinit std::atomic<bool> summary_at_exit{true};

void write_all(int file, std::string_view text) noexcept {
  const no_write_signals guard;
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// The function that a use on a pool's thread could not be told of, unless its file has gone.
std::string function_of(const use& entry) {
  if (!entry.record.function.empty() || !entry.record.class_name.empty()) return entry.record.function;
  const void* const call = static_cast<const char*>(entry.site) - 1;
  return locate(call).path == entry.record.path ? exported_function(call) : std::string();
}

void append_total(const use& entry) {
  deprecation_record record = entry.record;
  record.calls = entry.calls.load(std::memory_order_relaxed);  // see use::calls
  record.function = function_of(entry);
  append_json(json_line(json_event::total, record));
}

void write_totals() noexcept try {
  const undisturbed guard;
  if (!json_wanted()) return;
  uses.for_each([](const use& entry) {
    if (entry.used_here()) append_total(entry);
  });
} catch (...) {
  // Without memory the totals go missing.
}

// Also the destructors of static objects have run where this is called by `exit`, those of libraries included.
void at_end() {
  if (summary_at_exit.load(std::memory_order_relaxed)) write_summary();
  write_totals();
}

[[gnu::destructor]] void at_exit() {
  at_end();
}

// Nothing here may take a lock or memory: in a forked child another thread may have had it.
void in_child() {
  uses.for_each([](use& entry) {
    entry.inherited.store(true, std::memory_order_relaxed);
    entry.calls.store(0, std::memory_order_relaxed);
  });
  forget_records();
}

[[gnu::constructor]] void at_load() {
  pthread_atfork(nullptr, nullptr, in_child);
  std::at_quick_exit(at_end);
}

}  // namespace

// One write of the whole text, past spdlog and stdio: it holds together whatever other threads write, and
// needs no lock that a forked process could have inherited in a locked state.
void write_summary() noexcept try {
  const undisturbed guard;
  std::string text = summary_text(deprecation_counts());
  if (text.empty() || !shows(log_level::warning)) return;
  text += hidden_text(hidden_records());
  write_all(STDERR_FILENO, text);
} catch (...) {
  // Without memory there is no table.
}

void set_summary_at_exit(bool on) noexcept {
  summary_at_exit.store(on, std::memory_order_relaxed);
}

}  // namespace cadre::shim
