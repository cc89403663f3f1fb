// Tables of virtual functions. (Itanium C++ ABI, 2.5.)
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "image.hpp"

namespace scan {

/// One table of a class: for the class itself and the bases that begin where it begins, or for a base further inside.
struct virtual_table {
  std::uint64_t functions = 0;  ///< where its first slot is
  std::int64_t inside = 0;      ///< how far inside an object what it is for begins
};

/// The tables that belong together: those of a class in one kind of object. A class with virtual bases has more groups,
/// for the time while a base is constructed.
using table_group = std::vector<virtual_table>;

/// The tables that name this type_info.
[[nodiscard]] std::vector<table_group> tables_of(const image& in, std::uint64_t type);

/// The address of the type_info that a table names; none if it names none.
[[nodiscard]] std::optional<std::uint64_t> type_of(const image& in, std::uint64_t functions);

/// None also for a function that is pure virtual.
[[nodiscard]] std::optional<std::uint64_t> function_in(const image& in, std::uint64_t functions, std::size_t slot);

/// The symbol of a function in a slot; of several, one that names a function of that slot.
[[nodiscard]] std::string_view name_in_slot(const image& in, std::uint64_t function, std::size_t slot);

/// Whether what begins here can be a table with all functions that ThreadPool has.
[[nodiscard]] bool has_pool_slots(const image& in, std::uint64_t functions);

}  // namespace scan
