#include "findings.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "include_edit.hpp"

namespace migrate {
namespace {

auto key(const use& what) {
  return std::tie(what.where.file, what.where.offset, what.id, what.name);
}

void leave(use& what, remedy fix, std::string reason) {
  what.fix = fix;
  what.reason = std::move(reason);
  if (fix == remedy::by_hand) what.what = {};
}

/// The more careful of two opinions about one use.
void merge(use& one, const use& other) {
  if (other.fix > one.fix)
    one = other;
  else if (other.fix == one.fix && other.what != one.what)
    leave(one, remedy::by_hand, "it is read in different ways");
}

std::vector<use> without_repetition(std::vector<use> uses) {
  std::stable_sort(uses.begin(), uses.end(), [](const use& one, const use& other) { return key(one) < key(other); });
  std::vector<use> result;
  for (use& each : uses) {
    if (!result.empty() && key(result.back()) == key(each))
      merge(result.back(), each);
    else
      result.push_back(std::move(each));
  }
  return result;
}

const use* find_use(const std::vector<use>& uses, std::string_view id, use_kind kind) {
  const auto found =
      std::find_if(uses.begin(), uses.end(), [&](const use& each) { return each.id == id && each.kind == kind; });
  return found == uses.end() ? nullptr : &*found;
}

void review_if_in_place(std::vector<use>& uses, std::string_view id, bool only_virtual, const std::string& reason) {
  for (use& each : uses)
    if (each.id == id && each.fix == remedy::in_place && (each.is_virtual || !only_virtual))
      leave(each, remedy::review, reason);
}

// A call of a hook runs the override, if there is one: the program still calls it, although the pool does not.
void review_overridden_hooks(std::vector<use>& uses) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> hooks = {
      {{"TPS014", "TPS033"}, {"TPS015", "TPS034"}, {"TPS016", "TPS035"}}};
  for (const auto& [called, overridden] : hooks)
    if (const use* const hook = find_use(uses, overridden, use_kind::overriding))
      review_if_in_place(uses, called, true, hook->class_name + " overrides it, and the call may be meant for that");
}

// The name below is that of the constructor for good.
void review_changing_names(std::vector<use>& uses) {
  for (const std::string_view id : {"TPS023", "TPS026"})
    if (find_use(uses, id, use_kind::call) != nullptr)
      review_if_in_place(uses, "TPS003", false, "the program also changes the name, and this gives the constructor's");
}

// A factory is called before its thread is listed, but when it is counted already.
void review_counts_beside_factories(std::vector<use>& uses) {
  const bool has_factory = std::any_of(uses.begin(), uses.end(), [](const use& each) {
    return each.id == "TPS013" || (each.id == "TPS012" && each.kind == use_kind::overriding);
  });
  if (has_factory)
    review_if_in_place(uses, "TPS006", false,
                       "the program makes threads in a factory, where this counts the one that is being made");
}

bool is_below(const std::string& file, const std::string& root) {
  const auto rest = std::filesystem::path(file).lexically_relative(root);
  return !rest.empty() && *rest.begin() != "..";
}

bool has_places_for_includes(const use& what, const texts& files) {
  const std::string& text = files.at(what.where.file);
  return std::all_of(what.what.includes.begin(), what.what.includes.end(), [&](const std::string& header) {
    return includes(text, header) || include_edit(text, what.where.file, header);
  });
}

void restrict_to(const std::string& root, std::vector<use>& uses, const texts& files) {
  for (use& each : uses) {
    if (each.fix == remedy::by_hand) continue;
    if (!is_below(each.where.file, root))
      leave(each, remedy::by_hand, "the file lies outside of " + root);
    else if (!has_places_for_includes(each, files))
      leave(each, remedy::by_hand, "the file includes nothing, so there is no place for an #include");
  }
}

/// What is in place goes first; what touches the same bytes waits for another run.
void separate(std::vector<use>& uses) {
  std::map<std::string, std::vector<change>> done;
  for (const remedy turn : {remedy::in_place, remedy::review}) {
    for (use& each : uses) {
      if (each.fix != turn) continue;
      auto& others = done[each.where.file];
      const bool known = std::find(others.begin(), others.end(), each.what) != others.end();
      const bool clashes =
          std::any_of(others.begin(), others.end(), [&](const change& other) { return overlap(other, each.what); });
      if (known) continue;
      if (clashes)
        leave(each, remedy::by_hand, "another change touches the same text: run again when that is done");
      else
        others.push_back(each.what);
    }
  }
}

void add_includes(file_plan& plan, const std::set<std::string>& headers) {
  for (const std::string& header : headers) {
    if (includes(plan.before, header)) continue;
    if (auto line = include_edit(plan.before, plan.file, header))
      plan.edits.push_back({std::move(*line), "for what is written below"});
  }
}

void sort(std::vector<explained_edit>& edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const explained_edit& one, const explained_edit& other) {
    return std::tie(one.what.begin, one.what.end) < std::tie(other.what.begin, other.what.end);
  });
}

file_plan plan_of(const std::string& file, const std::string& text, const std::vector<const use*>& uses) {
  file_plan plan{file, text, {}, uses.size()};
  std::set<change> done;
  std::set<std::string> headers;
  for (const use* each : uses) {
    headers.insert(each->what.includes.begin(), each->what.includes.end());
    if (!done.insert(each->what).second) continue;
    const std::string reason = each->reason.empty() ? title(*each) : title(*each) + ": " + each->reason;
    for (const edit& one : each->what.edits) plan.edits.push_back({one, reason});
  }
  add_includes(plan, headers);
  sort(plan.edits);
  return plan;
}

}  // namespace

void collection::add(unit_findings found) {
  std::move(found.uses.begin(), found.uses.end(), std::back_inserter(uses_));
  files_.merge(found.files);
}

findings collection::settled(const std::string& root) && {
  findings result{without_repetition(std::move(uses_)), std::move(files_)};
  review_overridden_hooks(result.uses);
  review_changing_names(result.uses);
  review_counts_beside_factories(result.uses);
  restrict_to(root, result.uses, result.files);
  separate(result.uses);
  return result;
}

std::string file_plan::after() const {
  std::vector<edit> all;
  for (const explained_edit& each : edits) all.push_back(each.what);
  return edited(before, all);
}

place file_plan::moved(place where) const {
  std::size_t offset = where.offset;
  for (const explained_edit& each : edits)
    if (each.what.end <= where.offset) offset += each.what.text.size() - (each.what.end - each.what.begin);
  const std::string text = after().substr(0, offset);
  where.offset = offset;
  where.line = static_cast<unsigned>(std::count(text.begin(), text.end(), '\n')) + 1;
  where.column = static_cast<unsigned>(offset - (text.rfind('\n') + 1)) + 1;  // without one, npos + 1 is 0
  return where;
}

std::vector<file_plan> plans(const findings& found, remedy wanted) {
  std::map<std::string, std::vector<const use*>> by_file;
  for (const use& each : found.uses)
    if (each.fix == wanted) by_file[each.where.file].push_back(&each);
  std::vector<file_plan> result;
  for (const auto& [file, uses] : by_file) result.push_back(plan_of(file, found.files.at(file), uses));
  return result;
}

}  // namespace migrate
