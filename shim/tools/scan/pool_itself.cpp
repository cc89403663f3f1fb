#include "pool_itself.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "virtual_table.hpp"

namespace scan {
namespace {

std::optional<std::uint64_t> type_with_name_at(const image& in, std::uint64_t name) {
  for (const pointer& each : in.pointers.to(name)) {
    const std::uint64_t type = each.place - sizeof(std::uint64_t);
    if (in.pointers.pointer_at(type)) return type;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> find_by_name(const image& in, const section& where) {
  const byte_view bytes = in.object.bytes(where);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::boyer_moore_horspool_searcher name(pool_type_name.begin(), pool_type_name.end());
  for (auto at = text.begin(); (at = std::search(at, text.end(), name)) != text.end(); ++at) {
    const auto type =
        type_with_name_at(in, in.memory.address_of(where) + static_cast<std::uint64_t>(at - text.begin()));
    if (type) return type;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> find_by_name(const image& in) {
  for (const section* each : in.memory.sections()) {
    if (!is_data(*each)) continue;
    if (const auto type = find_by_name(in, *each)) return type;
  }
  return std::nullopt;
}

/// A program at a fixed address may have a copy of what a library has.
bool is_foreign(const image& in, std::uint64_t type) {
  return in.symbols.is_import(type) || std::ranges::find(in.pointers.copies(), type) != in.pointers.copies().end();
}

void add_functions_by_table(const image& in, pool_itself& pool) {
  for (const table_group& group : tables_of(in, *pool.type))
    for (std::size_t slot = 0; slot < pool_slots.size(); ++slot)
      if (const auto function = function_in(in, group.front().functions, slot)) pool.functions[slot].insert(*function);
}

}  // namespace

pool_itself find_pool(const image& in) {
  pool_itself pool;
  pool.type = in.symbols.address_of(pool_type_info);
  if (!pool.type) pool.type = find_by_name(in);
  for (std::size_t slot = 0; slot < pool_slots.size(); ++slot)
    if (const auto function = in.symbols.address_of(pool_slots[slot].function)) pool.functions[slot].insert(*function);
  pool.inside = pool.type && !is_foreign(in, *pool.type);
  if (pool.inside) add_functions_by_table(in, pool);
  return pool;
}

}  // namespace scan
