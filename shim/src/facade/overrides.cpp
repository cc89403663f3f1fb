#include "overrides.hpp"

#include <cstddef>
#include <typeinfo>

#include "deprecation/uses.hpp"

// The class's own table, as the loader sees it.
extern "C"
    [[gnu::visibility("default")]] const void* const threadpool_own_table[] asm("_ZTVN10threadpool10ThreadPoolE");

namespace threadpool {
namespace {

constexpr std::size_t first_slot = 2;  // what stands before is the offset and the type

/// Slots in the order of the frozen header; both destructors come first.
enum class slot : std::size_t {
  call_in_thread_with_callback = 5,
  thread_factory = 7,
  current_thread,
  start_a_worker,
  stop_a_worker,
  start_some_workers,
  worker
};

bool overridden(const ThreadPool& pool, slot which) {
  const auto* table = *reinterpret_cast<const void* const* const*>(&pool);
  const auto index = static_cast<std::size_t>(which);
  return table[index] != threadpool_own_table[first_slot + index];
}

}  // namespace

bool overrides_thread_factory(const ThreadPool& pool) {
  return overridden(pool, slot::thread_factory);
}

bool overrides_submission(const ThreadPool& pool) {
  return overridden(pool, slot::call_in_thread_with_callback);
}

void report_overrides(const ThreadPool& pool, cadre::shim::client_vintage client) {
  struct hook {
    slot which;
    cadre::shim::deprecation_id id;
  };
  static constexpr hook hooks[] = {{slot::thread_factory, "TPS012"}, {slot::start_a_worker, "TPS033"},
                                   {slot::stop_a_worker, "TPS034"},  {slot::start_some_workers, "TPS035"},
                                   {slot::worker, "TPS036"},         {slot::current_thread, "TPS037"}};
  const void* const table = *reinterpret_cast<const void* const*>(&pool);
  for (const hook& each : hooks)
    if (overridden(pool, each.which)) cadre::shim::overridden(each.id, typeid(pool), table, client);
}

}  // namespace threadpool
