#include "edit.hpp"

#include <algorithm>

namespace migrate {
namespace {

// Insertions have a place between bytes, so two of them at one place do no harm; inside of what is replaced they do.
bool overlap(const edit& one, const edit& other) noexcept {
  if (one.begin == one.end && other.begin == other.end) return false;
  return one.begin < other.end && other.begin < one.end;
}

}  // namespace

bool overlap(const change& one, const change& other) noexcept {
  for (const edit& mine : one.edits)
    for (const edit& its : other.edits)
      if (overlap(mine, its)) return true;
  return false;
}

void sort(std::vector<edit>& edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const edit& one, const edit& other) {
    return one.begin != other.begin ? one.begin < other.begin : one.end < other.end;
  });
}

std::string edited(std::string_view text, const std::vector<edit>& edits) {
  std::string result;
  std::size_t done = 0;
  for (const edit& each : edits) {
    result += text.substr(done, each.begin - done);
    result += each.text;
    done = each.end;
  }
  return result += text.substr(done);
}

}  // namespace migrate
