// One use of a removed member, and what was found in the files of one compilation.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "edit.hpp"
#include "rules.hpp"

namespace migrate {

enum class use_kind { call, overriding, address, using_declaration, name };

/// The word for it in reports.
std::string_view name_of(use_kind kind) noexcept;

/// Where a use is written. Files are known by the path that no symbolic link changes.
struct place {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  std::size_t offset = 0;
};

struct use {
  place where;
  std::string_view id;  ///< empty for a kept member
  std::string name;     ///< what is used, if there is no ID
  use_kind kind = use_kind::call;
  remedy fix = remedy::by_hand;
  std::string reason;
  change what;              ///< empty for what is by hand
  bool is_virtual = false;  ///< an override may be called in place of the removed member
  std::string class_name;   ///< of an override
};

/// The files with uses, as the compiler read them.
using texts = std::map<std::string, std::string>;

struct unit_findings {
  std::vector<use> uses;
  texts files;
  /// Functions and variables of several sources that know pools; if defined here.
  std::map<std::string, bool> linked = {};
};

/// "TPS001 min()"
std::string title(const use& what);

/// The file as people name it: below the current folder without that folder.
std::string shown_path(const std::string& file);

/// "file:line:column"
std::string shown(const place& where);

}  // namespace migrate
