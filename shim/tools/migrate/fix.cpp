#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "../common/clean_text.hpp"
#include "commands.hpp"
#include "complain.hpp"
#include "file_writer.hpp"
#include "inventory.hpp"
#include "patch.hpp"
#include "report_text.hpp"

namespace migrate {
namespace {

struct outcome {
  std::size_t fixed = 0;
  std::size_t files = 0;
  bool failed = false;
};

// What is left is where an editor finds it now.
void move_places(std::vector<use>& uses, const file_plan& plan) {
  for (use& each : uses)
    if (each.where.file == plan.file && each.fix != remedy::in_place) each.where = plan.moved(each.where);
}

void write(const file_plan& plan, inventory& all, outcome& result) try {
  replace_text(plan.file, plan.before, plan.after());
  move_places(all.found.uses, plan);
  print(fmt::format("{}: {} {} replaced\n", shown_path(plan.file), plan.uses, plan.uses == 1 ? "use" : "uses"));
  result.fixed += plan.uses;
  ++result.files;
} catch (const std::exception& error) {
  complain(error.what());
  result.failed = true;
}

/// What `fix` leaves, with the page of each.
std::string rest(const inventory& all) {
  std::string text;
  for (const use& each : all.found.uses)
    if (each.fix != remedy::in_place) text += line_of(each);
  return text.empty() ? text : text + guide_note();
}

int write_all(inventory all) {
  outcome result;
  for (const file_plan& plan : plans(all.found, remedy::in_place)) write(plan, all, result);
  print(rest(all));
  const std::size_t left = all.found.uses.size() - result.fixed;
  print(fmt::format("{} of {} uses replaced, in {} {}; {} left{}\n", result.fixed, all.found.uses.size(), result.files,
                    result.files == 1 ? "file" : "files", left,
                    left == 0 ? "" : ": `fix --review` shows those to be reviewed, the pages the others"));
  return result.failed || !all.failed.empty() ? found_or_failed : fine;
}

}  // namespace

int fix(const options& wanted) {
  if (wanted.move) return move_files(wanted);
  inventory all = take_inventory(wanted);
  if (!wanted.dry_run && !wanted.review) return write_all(std::move(all));
  print(patch(all.found, all.root, wanted.review ? remedy::review : remedy::in_place));
  if (wanted.dry_run) std::cerr << rest(all);
  return all.failed.empty() ? fine : found_or_failed;
}

}  // namespace migrate
