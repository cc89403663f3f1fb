#include "removed_symbols.hpp"

#include <algorithm>

namespace scan {

static_assert(std::ranges::is_sorted(removed_symbols, {}, &removed_symbol::name));

const removed_symbol* find_removed(std::string_view name) noexcept {
  const auto found = std::ranges::lower_bound(removed_symbols, name, {}, &removed_symbol::name);
  return found != removed_symbols.end() && found->name == name ? &*found : nullptr;
}

}  // namespace scan
