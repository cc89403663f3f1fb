#include "deprecation/use_table.hpp"

namespace cadre::shim {

constinit use_table uses;

std::pair<use*, bool> use_table::insert(std::unique_ptr<use> fresh) noexcept {
  auto& head = chains_[chain_of(fresh->site)];
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
