// What kind of object something is, and whether the scan understands it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <libelf.h>

#include <optional>
#include <string>

#include "elf_object.hpp"
#include "findings.hpp"

namespace scan {

/// Why nothing can be said of an object; none if it can be read. Throws std::runtime_error for a file that is nothing
/// of the kind, but not for a member of an archive.
[[nodiscard]] std::optional<unknown> why_not_read(Elf* elf, bool is_member);

/// Why nothing can be said of an object that can be read.
[[nodiscard]] std::optional<unknown> why_not_understood(const elf_object& object);

/// As "program, x86-64".
[[nodiscard]] std::string description(const elf_object& object);

/// Whether it is libthreadpool.so.1 itself, of whatever origin.
[[nodiscard]] bool is_pool_library(const elf_object& object);

}  // namespace scan
