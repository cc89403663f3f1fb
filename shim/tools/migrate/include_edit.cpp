#include "include_edit.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

#include "include_lines.hpp"

namespace migrate {
namespace {

using lines = std::vector<include_line>;
using block = std::span<const include_line>;

std::string_view name_in(std::string_view named) {
  return named.substr(1, named.size() - 2);
}

std::string stem_of(std::string_view file) {
  return std::filesystem::path(file).stem().string();
}

bool is_standard(const include_line& line) {
  return line.named.starts_with('<') && line.named.find_first_of("./") == line.named.npos;
}

/// The lines around one that stand together and are of its kind. The file's own header stays first.
block block_around(const lines& all, std::size_t at, std::string_view file) {
  const auto fits = [&](std::size_t i) {
    return all[i].named.front() == all[at].named.front() && stem_of(name_in(all[i].named)) != stem_of(file);
  };
  std::size_t first = at, last = at;
  while (first > 0 && all[first].follows && fits(first - 1)) --first;
  while (last + 1 < all.size() && all[last + 1].follows && fits(last + 1)) ++last;
  return block(all).subspan(first, last - first + 1);
}

std::string end_of_line(std::string_view text, const include_line& line) {
  return text.substr(line.begin, line.end - line.begin).ends_with("\r\n") ? "\r\n" : "\n";
}

std::string directive(const std::string& named, const include_line& beside, std::string_view text) {
  return "#include " + named + end_of_line(text, beside);
}

edit before(const include_line& line, const std::string& named, std::string_view text) {
  return {line.begin, line.begin, directive(named, line, text)};
}

edit behind(const include_line& line, const std::string& named, std::string_view text, bool apart) {
  const std::string end = end_of_line(text, line);
  const bool unfinished = text.substr(line.begin, line.end - line.begin).find('\n') == text.npos;
  return {line.end, line.end, (unfinished ? end : "") + (apart ? end : "") + directive(named, line, text)};
}

bool goes_before(const include_line& one, const include_line& other) {
  return name_in(one.named) < name_in(other.named);
}

/// In its place if the block is sorted, else in front of `otherwise`.
edit among(block together, const include_line& otherwise, const std::string& named, std::string_view text) {
  if (!std::is_sorted(together.begin(), together.end(), goes_before)) return before(otherwise, named, text);
  for (const include_line& each : together)
    if (name_in(each.named) > name_in(named)) return before(each, named, text);
  return behind(together.back(), named, text, false);
}

std::string in_the_manner_of(const include_line& line, const std::string& header) {
  const std::string name(name_in(header));
  return line.named.starts_with('<') ? '<' + name + '>' : '"' + name + '"';
}

bool is_frozen_header(const include_line& line) {
  return name_in(line.named).ends_with("threadpool/ThreadPool.h");
}

edit add_standard(const lines& all, std::string_view file, const std::string& header, std::string_view text) {
  const auto found = std::find_if(all.rbegin(), all.rend(),
                                  [](const include_line& each) { return is_standard(each) && !each.conditional; });
  if (found != all.rend()) {
    const auto at = static_cast<std::size_t>(all.rend() - found) - 1;
    return among(block_around(all, at, file), *found, header, text);
  }
  if (stem_of(name_in(all.front().named)) == stem_of(file)) return behind(all.front(), header, text, true);
  edit result = before(all.front(), header, text);
  result.text += end_of_line(text, all.front());
  return result;
}

edit add_beside_others(const lines& all, std::string_view file, const std::string& header, std::string_view text) {
  const auto last = std::find_if(all.rbegin(), all.rend(), [](const include_line& each) { return !each.conditional; });
  const std::size_t at = last == all.rend() ? 0 : static_cast<std::size_t>(all.rend() - last) - 1;
  const bool joins = all[at].named.starts_with('"') && stem_of(name_in(all[at].named)) != stem_of(file);
  return joins ? among(block_around(all, at, file), all[at], header, text) : behind(all[at], header, text, true);
}

}  // namespace

bool includes(std::string_view text, std::string_view header) {
  const lines all = include_lines(text);
  return std::any_of(all.begin(), all.end(), [&](const include_line& each) {
    return !each.conditional && name_in(each.named) == name_in(header);
  });
}

std::optional<edit> include_edit(std::string_view text, std::string_view file, const std::string& header) {
  const lines all = include_lines(text);
  if (all.empty()) return std::nullopt;
  if (header.starts_with('<')) return add_standard(all, file, header, text);
  const auto frozen = std::find_if(all.begin(), all.end(), is_frozen_header);
  if (frozen == all.end()) return add_beside_others(all, file, header, text);
  const auto at = static_cast<std::size_t>(frozen - all.begin());
  return among(block_around(all, at, file), *frozen, in_the_manner_of(*frozen, header), text);
}

}  // namespace migrate
