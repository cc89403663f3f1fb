// Which symbol stands at which address.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "address_space.hpp"
#include "symbol_table.hpp"

namespace scan {

/// A place in a function or a variable; the name is empty where there is no symbol for it.
struct named_place {
  std::string_view name;
  std::uint64_t offset = 0;
};

/// Thread safety: none, not even for what is const.
class symbol_map {
 public:
  symbol_map(const elf_object& object, const address_space& memory);
  symbol_map(const symbol_map&) = delete;
  symbol_map& operator=(const symbol_map&) = delete;

  /// The symbols that relocations refer to: what the loader sees of a linked file, all of a relocatable object.
  [[nodiscard]] const symbol_table& linkage() const noexcept { return linkage_; }
  /// The symbols for debuggers and further linking, where they were not stripped.
  [[nodiscard]] const symbol_table& full() const noexcept { return full_.size() > 0 ? full_ : linkage_; }

  /// What other files have, by address.
  [[nodiscard]] const std::unordered_map<std::uint64_t, std::string_view>& imports() const noexcept { return imports_; }
  [[nodiscard]] bool is_import(std::uint64_t address) const noexcept { return imports_.contains(address); }
  /// A symbol at exactly this address; empty if there is none.
  [[nodiscard]] std::string_view name_at(std::uint64_t address) const;
  /// The same for a function, with this part in its name if there is such a one: linkers give equal functions one
  /// place, and thousands of symbols may stand there. Each part is looked for once at each address.
  [[nodiscard]] std::string_view name_with(std::string_view part, std::uint64_t address) const;
  [[nodiscard]] named_place place_in_function(std::uint64_t address) const;
  [[nodiscard]] named_place place_in_variable(std::uint64_t address) const;

  /// Where a symbol of the pool is, or of the C++ run time's own classes of type_info; wherever it is defined.
  [[nodiscard]] std::optional<std::uint64_t> address_of(std::string_view name) const;
  /// Whether the object itself defines it.
  [[nodiscard]] bool defines(std::string_view name) const;

 private:
  struct range {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
    const symbol_table* table = nullptr;
    std::size_t symbol = 0;
  };

  void note(const symbol_table& table);
  void note(const symbol_table& table, std::size_t index);
  [[nodiscard]] std::string_view find_name_with(std::string_view part, std::uint64_t address) const;
  [[nodiscard]] static named_place place_in(const std::vector<range>& ranges, std::uint64_t address);

  symbol_table linkage_;
  symbol_table full_;
  std::vector<range> functions_;
  std::vector<range> variables_;
  std::unordered_map<std::uint64_t, std::string_view> imports_;
  std::unordered_map<std::string_view, std::uint64_t> known_;
  mutable std::map<std::pair<std::uint64_t, std::string_view>, std::string_view> names_with_;  // answers given before
};

}  // namespace scan
