// What a scan finds.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cadre/shim/registry.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared_text.hpp"

namespace scan {

/// Where a member is used. All texts are as the file has them: mangled, and with any character.
struct place {
  shared_text function;  ///< or variable; empty where the file has no name for it
  shared_text section;
  std::uint64_t offset = 0;  ///< in the function or variable, or else in the section
  /// What the log of removed members would print behind the module's name; none in a file that is not linked yet.
  std::optional<std::uint64_t> address;
};

struct direct_use {
  const cadre::shim::deprecation* what = nullptr;
  std::string symbol;         ///< of the member
  std::vector<place> places;  ///< may be empty: the file then says that the member is used, and not where
};

struct overridden_hook {
  const cadre::shim::deprecation* what = nullptr;
  std::string class_name;                ///< readable
  std::string function;                  ///< mangled; empty where the file has no name for it
  std::optional<std::uint64_t> address;  ///< of the function, if it is in this file, and that is linked
  bool inherited = false;                ///< from a base class that has the same override
};

/// What cannot be told, and why.
struct unknown {
  std::string what;
  std::string reason;
};

struct object_findings {
  std::string file;
  std::string member;  ///< of an archive; empty for a file of its own
  std::string kind;    ///< as "program, x86-64"
  std::vector<direct_use> uses;
  std::vector<overridden_hook> overrides;
  std::vector<unknown> unknowns;

  [[nodiscard]] bool empty() const noexcept { return uses.empty() && overrides.empty() && unknowns.empty(); }
};

/// Why a file, or a part of it, was not read.
struct problem {
  std::string file;
  std::string member;
  std::string what;
  std::optional<std::uint64_t> offset;
};

struct findings {
  std::vector<object_findings> objects;
  std::vector<problem> problems;
};

/// What is said at the end of every report.
inline constexpr const char* blind_spot =
    "Virtual calls to removed hooks, as p.startAWorker() through a pointer or reference, are invisible to this scan.";

/// 2 if something could not be read, else 1 if there are uses or overrides, else 3 if something is unknown, else 0.
[[nodiscard]] int exit_status(const findings& all) noexcept;

}  // namespace scan
