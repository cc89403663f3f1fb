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

}  // namespace

compile_database database_for(const options& wanted) {
  const std::string start = wanted.sources.empty() ? "." : fs::path(wanted.sources.front()).parent_path().string();
  return compile_database::open(wanted.build, start.empty() ? "." : start);
}

inventory take_inventory(const options& wanted) {
  require_clang();
  const compile_database database = database_for(wanted);
  inventory result{{}, root_for(wanted, database), 0, {}};
  collection all;
  std::size_t newer = 0;
  for (const compilation& each : database.of(wanted.sources)) {
    reading read = read_uses(each);
    ++result.sources;
    newer += read.newer_standard;
    if (!read.errors.empty()) {
      complain(shown_path(each.file) + " does not compile, so nothing is known of it: " + read.errors.front());
      result.failed.push_back({each.file, read.errors.front()});
    }
    all.add(std::move(read.found));
  }
  note_newer_standard(newer);
  result.found = std::move(all).settled(result.root);
  return result;
}

}  // namespace migrate
