// The classes that derive from ThreadPool, at any depth.
//
// They are found in two ways: down from ThreadPool's type_info, through those of the file; and by tables that have a
// function of ThreadPool itself in its slot. The second way also shows a class whose base is in another file, and one
// that was compiled without type_info.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pool_itself.hpp"
#include "type_info.hpp"

namespace scan {

struct pool_class {
  std::string name;  ///< readable
  std::vector<base_class> bases;
  std::set<std::uint64_t> tables;  ///< the first slot of each table with ThreadPool's functions
};

/// By type_info, or by table where there is none.
using pool_classes = std::map<std::uint64_t, pool_class>;

[[nodiscard]] pool_classes find_pool_classes(const image& in, const pool_itself& pool);

/// The tables of all these classes.
[[nodiscard]] std::set<std::uint64_t> all_tables(const pool_classes& classes);

}  // namespace scan
