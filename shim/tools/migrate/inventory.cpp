#include "inventory.hpp"

#include <filesystem>

#include "clang_reader.hpp"
#include "complain.hpp"

namespace migrate {
namespace {

namespace fs = std::filesystem;

std::string root_for(const options& wanted, const compile_database& database) {
  return wanted.root.empty() ? database.project_root() : fs::canonical(wanted.root).string();
}

void note_newer_standard(std::size_t count) {
  if (count > 0)
    complain("note: " + std::to_string(count) +
             " sources were read as C++20, which Cadre's headers need and their compile commands do not ask for: "
             "compile them with -std=c++20");
}

std::vector<std::string> files_in(const unit_findings& found) {
  std::vector<std::string> result;
  for (const auto& file : found.files) result.push_back(file.first);
  return result;
}

}  // namespace

compile_database database_for(const options& wanted) {
  const std::string start = wanted.sources.empty() ? "." : fs::path(wanted.sources.front()).parent_path().string();
  return compile_database::open(wanted.build, start.empty() ? "." : start);
}

inventory take_inventory(const options& wanted) {
  require_clang();
  return take_inventory(wanted, database_for(wanted).of(wanted.sources), read_uses);
}

inventory take_inventory(const options& wanted, const std::vector<compilation>& sources,
                         reading (*read)(const compilation&)) {
  inventory result{{}, root_for(wanted, database_for(wanted)), {}, {}};
  collection all;
  std::size_t newer = 0;
  for (const compilation& each : sources) {
    reading found = read(each);
    newer += found.newer_standard;
    if (!found.errors.empty()) {
      complain(shown_path(each.file) + " does not compile, so nothing is known of it: " + found.errors.front());
      result.failed.push_back({each.file, found.errors.front()});
    }
    result.sources.push_back({each, files_in(found.found), std::move(found.found.linked)});
    all.add(std::move(found.found));
  }
  note_newer_standard(newer);
  result.found = std::move(all).settled(result.root);
  return result;
}

}  // namespace migrate
