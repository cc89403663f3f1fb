// What all compilations together have of uses, and what can be done about each.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

#include "unified_diff.hpp"
#include "use.hpp"

namespace migrate {

struct findings {
  std::vector<use> uses;  ///< by file and place, each once
  texts files;
};

/// A header's use that several compilations saw is one; where they differ about it, it is by hand, or to be reviewed.
class collection {
 public:
  void add(unit_findings found);

  /// What lies outside of `root`, has no place for an include, or is safe only in other programs, is not in place.
  findings settled(const std::string& root) &&;

 private:
  std::vector<use> uses_;
  texts files_;
};

/// The edits of a file that do all changes of one remedy, each once, with their includes.
struct file_plan {
  std::string file;
  std::string before;
  std::vector<explained_edit> edits;
  std::size_t uses = 0;

  [[nodiscard]] std::string after() const;
  /// Where a place that no edit touches is in the text after them.
  [[nodiscard]] place moved(place where) const;
};

/// By file.
std::vector<file_plan> plans(const findings& found, remedy wanted);

}  // namespace migrate
