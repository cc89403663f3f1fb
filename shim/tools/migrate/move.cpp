#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <set>

#include "clang_reader.hpp"
#include "commands.hpp"
#include "complain.hpp"
#include "file_groups.hpp"
#include "file_writer.hpp"
#include "inventory.hpp"
#include "patch.hpp"
#include "report_text.hpp"

namespace migrate {
namespace {

/// Files that move together, or stay.
struct group {
  std::vector<const use*> uses;
  std::vector<const compilation*> readers;

  [[nodiscard]] bool moves() const {
    return std::all_of(uses.begin(), uses.end(), [](const use* each) { return each->fix == remedy::in_place; });
  }
};

using groups = std::map<std::string, group>;

/// Where one source has only a declaration, the linker brings it together with the others that know the name, whatever
/// the types are.
void join_linked(const inventory& all, file_groups& together) {
  std::set<std::string> needed;
  for (const read_source& each : all.sources)
    for (const auto& [name, is_defined] : each.linked)
      if (!is_defined) needed.insert(name);
  for (const read_source& each : all.sources)
    for (const auto& [name, is_defined] : each.linked)
      if (!each.files.empty() && needed.contains(name)) together.join({each.files.front(), "linked as " + name});
}

/// Those that one of the wanted sources is in.
groups groups_in(const inventory& all, const std::vector<compilation>& wanted) {
  file_groups together;
  for (const read_source& each : all.sources) together.join(each.files);
  join_linked(all, together);
  groups result;
  for (const use& each : all.found.uses) result[together.of(each.where.file)].uses.push_back(&each);
  std::set<std::string> named;
  for (const read_source& each : all.sources) {
    if (each.files.empty()) continue;
    const std::string& name = together.of(each.files.front());
    result[name].readers.push_back(&each.command);
    if (std::any_of(wanted.begin(), wanted.end(),
                    [&](const compilation& one) { return one.file == each.command.file; }))
      named.insert(name);
  }
  std::erase_if(result, [&](const auto& one) { return !named.contains(one.first); });
  return result;
}

/// What is done to the files of a group: all that can be done, as one remedy.
findings as(remedy wanted, const group& files, const inventory& all) {
  findings result;
  for (const use* each : files.uses) {
    if (each->fix == remedy::by_hand) continue;
    result.uses.push_back(*each);
    result.uses.back().fix = wanted;
    result.files.try_emplace(each->where.file, all.found.files.at(each->where.file));
  }
  return result;
}

/// The compiler's first error in what would be written; empty if there is none.
std::string error_after(const std::vector<file_plan>& written, const group& files) {
  texts after;
  for (const file_plan& each : written) after[each.file] = each.after();
  for (const compilation* each : files.readers)
    if (const auto errors = errors_with(*each, after); !errors.empty()) return errors.front();
  return "";
}

// All or none: a program with one file of each kind does not compile.
void write_together(const std::vector<file_plan>& all) {
  for (const file_plan& each : all) require_replaceable(each.file, each.before);
  auto done = all.begin();
  try {
    for (; done != all.end(); ++done) replace_text(done->file, done->before, done->after());
  } catch (...) {
    while (done != all.begin()) {
      --done;
      replace_text(done->file, done->after(), done->before);
    }
    throw;
  }
}

struct outcome {
  std::size_t moved = 0;
  std::size_t left = 0;
  std::size_t places = 0;  ///< in the files that are left
  std::size_t known = 0;   ///< of these, what can be done is known
  bool failed = false;
  std::string rest;  ///< what keeps files where they are
};

void keep(const group& files, outcome& result, bool reviews = true) {
  std::set<std::string> names;
  for (const use* each : files.uses) {
    names.insert(each->where.file);
    ++result.places;
    result.known += each->fix != remedy::by_hand;
    if (each->fix == remedy::by_hand || (each->fix == remedy::review && reviews)) result.rest += line_of(*each);
  }
  result.left += names.size();
}

void write(const group& files, const inventory& all, outcome& result) try {
  const auto written = plans(as(remedy::in_place, files, all), remedy::in_place);
  if (const std::string error = error_after(written, files); !error.empty())
    throw std::runtime_error("does not compile with cadre::pool, so it stays, and what goes with it: " + error);
  write_together(written);
  for (const file_plan& each : written)
    print(
        fmt::format("{}: moved, {} {} replaced\n", shown_path(each.file), each.uses, each.uses == 1 ? "use" : "uses"));
  result.moved += written.size();
} catch (const std::exception& error) {
  complain(shown_path(files.uses.front()->where.file) + ": " + error.what());
  result.failed = true;
  keep(files, result);
}

std::string patches(const groups& all, const inventory& read, bool moving, remedy wanted) {
  std::string result;
  for (const auto& [name, files] : all)
    if (files.moves() == moving) result += patch(as(wanted, files, read), read.root, wanted);
  return result;
}

outcome write_all(const groups& all, const inventory& read) {
  outcome result;
  for (const auto& [name, files] : all) files.moves() ? write(files, read, result) : keep(files, result);
  return result;
}

std::string what_stays(const groups& all, bool reviews) {
  outcome result;
  for (const auto& [name, files] : all)
    if (!files.moves()) keep(files, result, reviews);
  return result.rest;
}

}  // namespace

int move_files(const options& wanted) {
  require_clang();
  const compile_database database = database_for(wanted);
  const inventory read = take_inventory(wanted, database.of({}), read_moves);
  const groups all = groups_in(read, database.of(wanted.sources));
  if (wanted.dry_run || wanted.review) {
    print(patches(all, read, wanted.dry_run, wanted.dry_run ? remedy::in_place : remedy::review));
    std::cerr << what_stays(all, wanted.dry_run);
    return read.failed.empty() ? fine : found_or_failed;
  }
  if (!read.failed.empty()) {
    complain("nothing is moved: what does not compile may include what would change");
    return found_or_failed;
  }
  const outcome result = write_all(all, read);
  print(result.rest + (result.rest.empty() ? "" : guide_note()));
  print(fmt::format("{} {} moved, {} left", result.moved, result.moved == 1 ? "file" : "files", result.left));
  if (result.left > 0)
    print(fmt::format(": `fix --move --review` shows what to do at {} of {} places in them", result.known,
                      result.places));
  print("\n");
  return result.failed ? found_or_failed : fine;
}

}  // namespace migrate
