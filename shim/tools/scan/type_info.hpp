// Classes as the C++ run time describes them: objects of std::type_info, and of the classes that
// it derives from that for classes with bases. (Itanium C++ ABI, 2.9.5.)
//
// A damaged file may hold anything: what makes no sense is taken for no type_info.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "image.hpp"

namespace scan {

/// A base class, as seen from a class.
struct base_class {
  std::uint64_t type = 0;  ///< the address of its type_info
  bool is_virtual = false;
  /// Where it is in an object of the class. Of a virtual base: where that is said, seen from the class's table.
  std::int64_t offset = 0;
};

/// The mangled name; empty if there is no type_info of a class at that address.
[[nodiscard]] std::string type_name(const image& in, std::uint64_t type);

/// The type_infos of the classes that have `type` as a direct base.
[[nodiscard]] std::vector<std::uint64_t> derived_from(const image& in, std::uint64_t type);

[[nodiscard]] std::vector<base_class> bases_of(const image& in, std::uint64_t type);

}  // namespace scan
