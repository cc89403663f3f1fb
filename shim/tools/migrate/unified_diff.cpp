#include "unified_diff.hpp"

#include <algorithm>

namespace migrate {
namespace {

constexpr std::size_t context = 3;

/// Where the lines of a text begin, and last where it ends.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
  if (starts.back() != text.size()) starts.push_back(text.size());
  return starts;
}

/// Lines [begin, end) that become other ones.
struct block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<edit> edits;
  std::vector<std::string> reasons;
};

class differ {
 public:
  differ(std::string_view text, const std::vector<explained_edit>& edits) : text_(text), starts_(line_starts(text)) {
    for (const explained_edit& each : edits) add(each);
  }

  std::string hunks() {
    std::string result;
    for (std::size_t first = 0; first < blocks_.size();) {
      std::size_t last = first;
      while (last + 1 < blocks_.size() && blocks_[last + 1].begin - blocks_[last].end <= 2 * context) ++last;
      result += hunk(first, last);
      first = last + 1;
    }
    return result;
  }

 private:
  /// That of the line at `offset`; at the end of the text one more than there are.
  [[nodiscard]] std::size_t line_number(std::size_t offset) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) - starts_.begin()) - 1;
  }

  // What is written behind the last line, when that has no end, changes it.
  [[nodiscard]] std::size_t changed_line(std::size_t offset) const {
    return std::min(line_number(offset), std::max<std::size_t>(lines(), 1) - 1);
  }

  [[nodiscard]] std::size_t lines() const { return starts_.size() - 1; }

  // Whole lines that come or go leave the line behind them as it is.
  [[nodiscard]] bool is_whole_lines(const edit& what) const {
    const auto starts = [this](std::size_t offset) {
      return std::binary_search(starts_.begin(), starts_.end(), offset) && (offset == 0 || text_[offset - 1] == '\n');
    };
    return starts(what.begin) && starts(what.end) && (what.text.empty() || what.text.ends_with('\n'));
  }

  void add(const explained_edit& each) {
    const bool whole = is_whole_lines(each.what);
    const std::size_t begin = whole ? line_number(each.what.begin) : changed_line(each.what.begin);
    const std::size_t end = whole ? line_number(each.what.end) : changed_line(each.what.end) + 1;
    const bool joins = !blocks_.empty() && begin < blocks_.back().end;
    if (!joins) blocks_.push_back({begin, end, {}, {}});
    block& here = blocks_.back();
    here.end = std::max(here.end, end);
    here.edits.push_back(each.what);
    if (!each.reason.empty() && std::find(here.reasons.begin(), here.reasons.end(), each.reason) == here.reasons.end())
      here.reasons.push_back(each.reason);
  }

  [[nodiscard]] std::string_view old_text(std::size_t begin, std::size_t end) const {
    return text_.substr(starts_[begin], starts_[end] - starts_[begin]);
  }

  [[nodiscard]] std::string new_text(const block& what) const {
    std::vector<edit> moved = what.edits;
    for (edit& each : moved) {
      each.begin -= starts_[what.begin];
      each.end -= starts_[what.begin];
    }
    return edited(old_text(what.begin, what.end), moved);
  }

  static std::size_t print(std::string& out, char mark, std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
      const std::size_t end = text.find('\n', at);
      out += mark;
      out += text.substr(at, end == text.npos ? end : end - at);
      out += end == text.npos ? "\n\\ No newline at end of file\n" : "\n";
      at = end == text.npos ? text.size() : end + 1;
    }
    return count;
  }

  std::string hunk(std::size_t first, std::size_t last) {
    const std::size_t begin = blocks_[first].begin - std::min(blocks_[first].begin, context);
    const std::size_t end = std::min(blocks_[last].end + context, lines());
    std::string body, reasons;
    std::size_t written = 0, at = begin;
    for (std::size_t i = first; i <= last; ++i) {
      const block& each = blocks_[i];
      written += print(body, ' ', old_text(at, each.begin));
      print(body, '-', old_text(each.begin, each.end));
      written += print(body, '+', new_text(each));
      at = each.end;
      for (const std::string& reason : each.reasons)
        if (reasons.find(reason) == reasons.npos) reasons += (reasons.empty() ? " " : "; ") + reason;
    }
    written += print(body, ' ', old_text(at, end));
    const std::string head = "@@ -" + range(begin, end - begin) + " +" + range(begin + added_, written) + " @@";
    added_ += written - (end - begin);
    return head + reasons + '\n' + body;
  }

  // Of no lines the number is that of the line before.
  static std::string range(std::size_t begin, std::size_t count) {
    return std::to_string(count == 0 ? begin : begin + 1) + ',' + std::to_string(count);
  }

  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::vector<block> blocks_;
  std::size_t added_ = 0;  // wraps around when lines went; sums come out right
};

}  // namespace

std::string unified_diff(const std::string& name, std::string_view text, const std::vector<explained_edit>& edits) {
  const std::string hunks = differ(text, edits).hunks();
  return hunks.empty() ? "" : "--- a/" + name + "\n+++ b/" + name + "\n" + hunks;
}

}  // namespace migrate
