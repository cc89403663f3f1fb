#include "cadre/shim/pool_of.hpp"

#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "deprecation/forkable_mutex.hpp"
#include "deprecation/pool_table.hpp"

namespace cadre::shim {
namespace {

struct pool_table {
  forkable_mutex mutex;
  std::unordered_map<const void*, cadre::pool*> pools;
};

// Never destroyed: pools may be static objects, destroyed in any order.
pool_table& table() {
  static pool_table& only = *new pool_table;
  return only;
}

// When the library is loaded: a child that is forked while another thread makes it would wait for that for ever.
[[gnu::constructor]] void make_early() try { table(); } catch (...) {
}

cadre::pool* find(const void* facade) {
  auto& [mutex, pools] = table();
  const std::lock_guard lock(mutex);
  const auto found = pools.find(facade);
  return found == pools.end() ? nullptr : found->second;
}

cadre::pool& require(const void* facade) {
  if (auto* found = find(facade)) return *found;
  throw std::invalid_argument(
      "cadre::shim::pool_of: this ThreadPool is not one of the shim's. Either it has been destroyed, or the "
      "program runs with the legacy libthreadpool.so.1: link it with the shim's, or put the folder of the "
      "shim's first on LD_LIBRARY_PATH.");
}

}  // namespace

void attach_pool(const void* facade, cadre::pool& pool) {
  auto& [mutex, pools] = table();
  const std::lock_guard lock(mutex);
  pools.insert_or_assign(facade, &pool);
}

void detach_pool(const void* facade) noexcept {
  auto& [mutex, pools] = table();
  const std::lock_guard lock(mutex);
  pools.erase(facade);
}

cadre::pool& pool_of(threadpool::ThreadPool& pool) {
  return require(&pool);
}

const cadre::pool& pool_of(const threadpool::ThreadPool& pool) {
  return require(&pool);
}

}  // namespace cadre::shim
