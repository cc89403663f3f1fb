// What edits do to a file, as patch(1) takes it.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edit.hpp"

namespace migrate {

struct explained_edit {
  edit what;
  std::string reason;  ///< stands in the head of the hunk; may be empty
};

/// Three lines around each place; places that are near each other share a hunk. `name` is relative to the folder where
/// `patch -p1` is run. Empty if there are no edits. The edits are sorted and do not overlap.
std::string unified_diff(const std::string& name, std::string_view text, const std::vector<explained_edit>& edits);

}  // namespace migrate
