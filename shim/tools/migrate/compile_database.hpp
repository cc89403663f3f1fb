// The compile commands of a build, as compile_commands.json has them.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <string>
#include <vector>

namespace migrate {

/// One compilation of one source file.
struct compilation {
  std::string directory;               ///< where the command is run
  std::string file;                    ///< absolute
  std::vector<std::string> arguments;  ///< the compiler first
};

class compile_database {
 public:
  /// From `build`, a folder or the file itself; if that is empty, from the nearest folder at or above `start` that has
  /// one, in itself or in its folder "build". Throws bad_input.
  static compile_database open(const std::string& build, const std::string& start);

  /// The C++ compilations of these files, or all; each command once. Throws bad_input for a file that has none.
  [[nodiscard]] std::vector<compilation> of(const std::vector<std::string>& sources) const;

  /// The folder that holds the database and its sources, or the sources alone.
  [[nodiscard]] std::string project_root() const;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  std::string name_;
  std::vector<compilation> all_;
};

}  // namespace migrate
