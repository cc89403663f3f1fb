#include "type_info.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace scan {
namespace {

// Offsets. A class with one public, non-virtual base at its beginning has the base where others have flags.
constexpr std::uint64_t name_field = 8;
constexpr std::uint64_t single_base_field = 16;
constexpr std::uint64_t count_field = 16;
constexpr std::uint64_t bases_field = 24;
constexpr std::uint64_t base_size = 16;

constexpr std::uint64_t most_bases = 64;  // no program has as many, a damaged file may
constexpr std::uint64_t known_flags = 0x1f;

bool is_class_name(std::string_view name) {
  // g++ puts * in front of a name that is compared by its address.
  if (name.starts_with('*')) name.remove_prefix(1);
  if (name.empty() || std::string_view("0123456789NSZ").find(name[0]) == std::string_view::npos) return false;
  return std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7f; });
}

std::string_view name_of(const image& in, std::uint64_t type) {
  // Of another file's type_info only its symbol is known.
  if (in.symbols.is_import(type)) {
    const std::string_view symbol = in.symbols.name_at(type);
    return symbol.starts_with("_ZTI") ? symbol.substr(4) : std::string_view();
  }
  const auto text = in.pointers.pointer_at(type + name_field);
  return text && in.pointers.pointer_at(type) ? in.memory.text_at(*text) : std::string_view();
}

bool is_class(const image& in, std::uint64_t type) {
  return is_class_name(name_of(in, type));
}

std::optional<std::uint64_t> base_count(const image& in, std::uint64_t type) {
  const auto field = in.pointers.integer_at(type + count_field);
  if (!field) return std::nullopt;
  const auto flags = static_cast<std::uint64_t>(*field) & 0xffffffff;
  const auto count = static_cast<std::uint64_t>(*field) >> 32;
  return flags <= known_flags && count > 0 && count <= most_bases ? std::optional(count) : std::nullopt;
}

/// The type_info that has its list of bases around `place`.
std::optional<std::uint64_t> with_base_at(const image& in, std::uint64_t place) {
  for (std::uint64_t index = 0; index < most_bases; ++index) {
    const std::uint64_t type = place - bases_field - index * base_size;
    const auto count = base_count(in, type);
    if (count && *count > index && is_class(in, type)) return type;
    // In front of a base in the list is another one, and its flags.
    if (!in.pointers.pointer_at(place - (index + 1) * base_size)) return std::nullopt;
  }
  return std::nullopt;
}

bool has_single_base(const image& in, std::uint64_t type) {
  return in.pointers.pointer_at(type + single_base_field).has_value() && is_class(in, type);
}

}  // namespace

std::string type_name(const image& in, std::uint64_t type) {
  std::string_view name = name_of(in, type);
  if (!is_class_name(name)) return {};
  if (name.starts_with('*')) name.remove_prefix(1);
  return std::string(name);
}

std::vector<std::uint64_t> derived_from(const image& in, std::uint64_t type) {
  std::vector<std::uint64_t> derived;
  for (const pointer& each : in.pointers.to(type)) {
    if (has_single_base(in, each.place - single_base_field))
      derived.push_back(each.place - single_base_field);
    else if (const auto found = with_base_at(in, each.place))
      derived.push_back(*found);
  }
  return derived;
}

std::vector<base_class> bases_of(const image& in, std::uint64_t type) {
  if (const auto base = in.pointers.pointer_at(type + single_base_field)) return {{*base, false, 0}};
  std::vector<base_class> bases;
  const std::uint64_t count = base_count(in, type).value_or(0);
  for (std::uint64_t place = type + bases_field; bases.size() < count; place += base_size) {
    const auto base = in.pointers.pointer_at(place);
    const auto offset = in.pointers.integer_at(place + 8);
    if (!base || !offset) break;
    bases.push_back({*base, (*offset & 1) != 0, *offset >> 8});
  }
  return bases;
}

}  // namespace scan
