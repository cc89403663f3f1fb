#include "cadre/shim/deprecation_log.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <utility>

#include "cadre/shim/deprecation_policy.hpp"
#include "deprecation/call_site.hpp"
#include "deprecation/delivery.hpp"
#include "deprecation/pool_thread.hpp"
#include "deprecation/rules.hpp"
#include "deprecation/undisturbed.hpp"
#include "deprecation/use_table.hpp"
#include "deprecation/uses.hpp"

namespace cadre::shim {
namespace {

// One bit for each member that the action `once` has reported. They guard nothing, so relaxed.
constinit std::array<std::atomic<bool>, deprecations.size()> reported_once{};

deprecation_record call_record(deprecation_id id, const void* return_address, client_vintage vintage) {
  // One byte back lies inside the call; the return address itself may be another line or function.
  const void* const call = static_cast<const char*>(return_address) - 1;
  auto [module, offset, path, build_id] = locate(call);
  return {.what = deprecations[id.index()],
          .module = std::move(module),
          .offset = offset,
          .vintage = vintage,
          .path = std::move(path),
          .build_id = std::move(build_id),
          .function = pool_thread::here() ? std::string() : exported_function(call)};
}

deprecation_record override_record(deprecation_id id, const std::type_info& type, const void* vtable,
                                   client_vintage vintage) {
  auto [module, offset, path, build_id] = locate(vtable);
  return {.what = deprecations[id.index()],
          .module = std::move(module),
          .class_name = class_name(type),
          .vintage = vintage,
          .path = std::move(path),
          .build_id = std::move(build_id)};
}

bool is_call(const use& entry) {
  return entry.record.class_name.empty();
}

// Two threads may both find a place unknown: both make a record, one of them gets in, and for it alone the use is
// the first.
std::pair<use*, bool> add(deprecation_id id, const void* site, deprecation_record record) {
  const auto [entry, added] = uses.insert(std::make_unique<use>(id.index(), site, std::move(record)));
  // Before delivery, so that a sink that asks for the counts finds this call in them.
  if (is_call(*entry)) entry->calls.fetch_add(1, std::memory_order_relaxed);
  return {entry, added};
}

deprecation_record record_of_this_use(const use& entry) {
  deprecation_record record = entry.record;
  record.thread = static_cast<std::uint64_t>(gettid());
  record.calls = entry.calls.load(std::memory_order_relaxed);
  return record;
}

void report(const use& entry, volume wanted) {
  deliver(record_of_this_use(entry), wanted);
}

void report_with_callers(const use& entry) {
  deprecation_record record = record_of_this_use(entry);
  if (is_call(entry)) record.callers = callers_from(entry.site);
  deliver(record, volume::all);
}

// In the words of deprecation_policy.hpp.
void act(deprecation_action action, const use& entry, bool first) {
  switch (action) {
    case deprecation_action::ignore:
      return;
    case deprecation_action::once:
      if (first && !reported_once[entry.id].exchange(true, std::memory_order_relaxed)) report(entry, volume::all);
      return;
    case deprecation_action::each_place:
      if (first) report(entry, volume::few);
      return;
    case deprecation_action::trace:
      if (first) report_with_callers(entry);
      return;
    case deprecation_action::raise:
      if (first) report(entry, volume::all);
      return;
    case deprecation_action::always:
    case deprecation_action::end_process:
      report(entry, volume::all);
  }
}

bool may_throw() noexcept {
  return std::uncaught_exceptions() == 0 && !pool_thread::here();
}

// What fails on the way is not the caller's business: there is no memory, or the program's sink threw.
void carry_out(use& entry, bool first) {
  auto action = deprecation_action::ignore;
  try {
    action = action_for(entry);
    act(action, entry, first);
  } catch (...) {
  }
  if (action == deprecation_action::end_process) std::abort();
  if (action == deprecation_action::raise && may_throw())
    throw deprecated_use(entry.record.what, to_string(entry.record));
}

template <class MakeRecord>
void first_use(deprecation_id id, const void* site, MakeRecord make_record) {
  const undisturbed guard;
  std::pair<use*, bool> made{nullptr, false};
  try {
    made = add(id, site, make_record());
  } catch (...) {
    return;  // without memory; the next use is the first
  }
  carry_out(*made.first, made.second);
}

// These two apart, so that the calls after the first do without the room that they need.
[[gnu::noinline]] void first_call(deprecation_id id, const void* return_address, client_vintage vintage) {
  first_use(id, return_address, [&] { return call_record(id, return_address, vintage); });
}

[[gnu::noinline]] void another_use(use& known) {
  const undisturbed guard;
  carry_out(known, false);
}

}  // namespace

deprecated_use::~deprecated_use() = default;

void used(deprecation_id id, const void* return_address, client_vintage vintage) {
  use* const known = uses.find(id.index(), return_address);
  if (known == nullptr) return first_call(id, return_address, vintage);
  known->calls.fetch_add(1, std::memory_order_relaxed);  // see use::calls
  if (known->acts_each_time.load(std::memory_order_relaxed)) another_use(*known);
}

void overridden(deprecation_id id, const std::type_info& type, const void* vtable, client_vintage vintage) {
  use* const known = uses.find(id.index(), &type);
  if (known == nullptr) return first_use(id, &type, [&] { return override_record(id, type, vtable, vintage); });
  if (known->acts_each_time.load(std::memory_order_relaxed)) another_use(*known);
}

std::vector<deprecation_count> deprecation_counts() {
  std::array<deprecation_count, deprecations.size()> all{};
  uses.for_each([&](const use& entry) {
    if (!entry.used_here()) return;
    all[entry.id].calls += entry.calls.load(std::memory_order_relaxed);  // see use::calls
    ++all[entry.id].sites;
  });
  std::vector<deprecation_count> used_ones;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].sites > 0) used_ones.push_back({deprecations[i], all[i].calls, all[i].sites});
  return used_ones;
}

}  // namespace cadre::shim
