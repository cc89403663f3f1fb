// IDs of removed members, also those of versions to come.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string_view>

namespace report {

/// The ID that `text` starts with; empty if it starts with none.
std::string_view leading_id(std::string_view text) noexcept;

/// Whether `text` is a piece of an ID, which was cut short.
bool is_cut_id(std::string_view text) noexcept;

}  // namespace report
