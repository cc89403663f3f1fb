#include "deprecation/use_table.hpp"

namespace cadre::shim {
namespace {

use* search(use* from, const use* end, std::size_t id, const void* site) noexcept {
  for (use* entry = from; entry != end; entry = entry->next)
    if (entry->site == site && entry->id == id) return entry;
  return nullptr;
}

}  // namespace

std::size_t use_table::chain_of(std::size_t id, const void* site) noexcept {
  // Multiplication by 2^64 / golden ratio spreads neighbouring addresses over the upper bits.
  const std::uint64_t key = reinterpret_cast<std::uintptr_t>(site) ^ (std::uint64_t{id} << 56);
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> (64 - chains_bits));
}

use* use_table::find(std::size_t id, const void* site) const noexcept {
  // Acquire: see `chains_`.
  return search(chains_[chain_of(id, site)].load(std::memory_order_acquire), nullptr, id, site);
}

std::pair<use*, bool> use_table::insert(std::unique_ptr<use> fresh) noexcept {
  auto& head = chains_[chain_of(fresh->id, fresh->site)];
  use* searched_to = nullptr;
  use* first = head.load(std::memory_order_acquire);
  for (;;) {
    // Entries only ever come in front, so those behind `searched_to` need no second look.
    if (use* known = search(first, searched_to, fresh->id, fresh->site)) return {known, false};
    searched_to = first;
    fresh->next = first;
    // Success: release, so that who acquires the head sees the entry as it is now. Failure: acquire, since
    // the entries that came in between are read next.
    if (head.compare_exchange_weak(first, fresh.get(), std::memory_order_release, std::memory_order_acquire))
      return {fresh.release(), true};
  }
}

}  // namespace cadre::shim
