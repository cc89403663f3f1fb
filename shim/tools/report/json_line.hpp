// Lines of the log as JSON: see deprecation.schema.json.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <optional>
#include <string_view>

#include "log_entry.hpp"

namespace report {

/// The part of a line that is one of the log's objects, or a piece of one. JSON of another origin is none.
std::optional<std::string_view> json_part(std::string_view line) noexcept;

/// What the object tells, or an object in it that is the log's. Throws damaged_line for one that breaks the schema;
/// what the schema does not name is passed over.
log_entry json_entry(std::string_view object);

}  // namespace report
