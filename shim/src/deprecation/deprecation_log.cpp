#include "cadre/shim/deprecation_log.hpp"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <memory>
#include <mutex>
#include <string_view>

#include "deprecation/call_site.hpp"
#include "deprecation/deprecation_text.hpp"
#include "deprecation/logger.hpp"
#include "deprecation/use_table.hpp"
#include "deprecation/uses.hpp"

namespace cadre::shim {
namespace {

constinit use_table uses;

// A flag that guards nothing, so relaxed. It is read after all destructors of static objects: what the
// thread that ends the process did or joined happens before.
constinit std::atomic<bool> summary_at_exit{true};

/// The program's sink. Never destroyed: pools may be used by static objects.
class sink_slot {
 public:
  std::shared_ptr<const deprecation_sink> get() {
    const std::lock_guard lock(mutex_);
    return sink_;
  }

  std::shared_ptr<const deprecation_sink> exchange(std::shared_ptr<const deprecation_sink> sink) {
    const std::lock_guard lock(mutex_);
    sink_.swap(sink);
    return sink;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const deprecation_sink> sink_;
};

sink_slot& slot() {
  static sink_slot& only = *new sink_slot;
  return only;
}

/// Writing and resolving are cancellation points; the members of the old pool were none, and a thread
/// cancelled inside a noexcept function would take the process with it.
class no_cancellation {
 public:
  no_cancellation() noexcept { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before_); }
  ~no_cancellation() { pthread_setcancelstate(before_, nullptr); }
  no_cancellation(const no_cancellation&) = delete;
  no_cancellation& operator=(const no_cancellation&) = delete;

 private:
  int before_ = PTHREAD_CANCEL_ENABLE;
};

void deliver(const deprecation_record& record) {
  if (const auto sink = slot().get())
    (*sink)(record);
  else if (shows(log_level::warning))
    log(log_level::warning, to_string(record));
}

deprecation_record call_record(deprecation_id id, const void* return_address, client_vintage vintage) {
  // One byte back lies inside the call; the return address itself may be another line or function.
  auto [module, offset] = locate(static_cast<const char*>(return_address) - 1);
  return {deprecations[id.index()], std::move(module), offset, {}, vintage};
}

deprecation_record override_record(deprecation_id id, const std::type_info& type, const void* vtable,
                                   client_vintage vintage) {
  return {deprecations[id.index()], locate(vtable).module, 0, class_name(type), vintage};
}

// Two threads may both find a place unknown: both make a record, one of them gets in, and it alone delivers.
use* add(deprecation_id id, const void* site, deprecation_record record) {
  const auto [entry, added] = uses.insert(std::make_unique<use>(id.index(), site, std::move(record)));
  // Before delivery, so that a sink that asks for the counts finds this call in them.
  if (entry->record.class_name.empty()) entry->calls.fetch_add(1, std::memory_order_relaxed);
  if (added) deliver(entry->record);
  return entry;
}

// Apart, so that the calls after the first do without the room that it needs.
[[gnu::noinline]] void add_call(deprecation_id id, const void* return_address, client_vintage vintage) noexcept {
  const no_cancellation guard;
  try {
    add(id, return_address, call_record(id, return_address, vintage));
  } catch (...) {
    // No memory, or the program's sink threw: neither is the caller's business.
  }
}

void write_all(int file, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Runs after the destructors of all static objects of the process, those of libraries included.
[[gnu::destructor]] void at_exit() {
  if (summary_at_exit.load(std::memory_order_relaxed)) write_summary();
}

}  // namespace

void used(deprecation_id id, const void* return_address, client_vintage vintage) noexcept {
  use* const known = uses.find(id.index(), return_address);
  if (known == nullptr) return add_call(id, return_address, vintage);
  known->calls.fetch_add(1, std::memory_order_relaxed);  // see use::calls
}

void overridden(deprecation_id id, const std::type_info& type, const void* vtable, client_vintage vintage) noexcept {
  if (uses.find(id.index(), &type) != nullptr) return;
  const no_cancellation guard;
  try {
    add(id, &type, override_record(id, type, vtable, vintage));
  } catch (...) {
    // As above.
  }
}

deprecation_sink set_deprecation_sink(deprecation_sink sink) {
  std::shared_ptr<const deprecation_sink> next;
  if (sink) next = std::make_shared<const deprecation_sink>(std::move(sink));
  const auto before = slot().exchange(std::move(next));
  return before ? *before : deprecation_sink();
}

std::vector<deprecation_count> deprecation_counts() {
  std::array<deprecation_count, deprecations.size()> all{};
  uses.for_each([&](const use& entry) {
    all[entry.id].calls += entry.calls.load(std::memory_order_relaxed);  // see use::calls
    ++all[entry.id].sites;
  });
  std::vector<deprecation_count> used_ones;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].sites > 0) used_ones.push_back({deprecations[i], all[i].calls, all[i].sites});
  return used_ones;
}

// One write of the whole text, past spdlog and stdio: it holds together whatever other threads write, and
// needs no lock that a forked process could have inherited in a locked state.
void write_summary() noexcept try {
  const no_cancellation guard;
  const std::string text = summary_text(deprecation_counts());
  if (!text.empty() && shows(log_level::warning)) write_all(STDERR_FILENO, text);
} catch (...) {
  // Without memory there is no table.
}

void set_summary_at_exit(bool on) noexcept {
  summary_at_exit.store(on, std::memory_order_relaxed);
}

}  // namespace cadre::shim
