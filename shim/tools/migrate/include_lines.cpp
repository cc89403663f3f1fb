#include "include_lines.hpp"

namespace migrate {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

class scanner {
 public:
  explicit scanner(std::string_view text) : text_(text) {}

  std::vector<include_line> scan() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (at_ < text_.size() && take_line()) {
    }
    return std::move(found_);
  }

 private:
  // False for a line of code.
  bool take_line() {
    begin_ = at_;
    const std::size_t end = text_.find('\n', at_);
    at_ = end == text_.npos ? text_.size() : end + 1;
    const std::string_view line = without_comments(text_.substr(begin_, (end == text_.npos ? at_ : end) - begin_));
    if (!line.starts_with('#')) {
      adjacent_ = false;
      return line.empty();
    }
    take_directive(line, trimmed(line.substr(1)));
    return true;
  }

  // Blanks in place of nothing: what a comment leaves of a line is at its beginning or end.
  std::string_view without_comments(std::string_view line) {
    for (;;) {
      line = trimmed(line);
      if (in_comment_) {
        const std::size_t end = line.find("*/");
        if (end == line.npos) return {};
        in_comment_ = false;
        line.remove_prefix(end + 2);
      } else if (line.starts_with("/*")) {
        in_comment_ = true;
        line.remove_prefix(2);
      } else {
        return line.starts_with("//") ? std::string_view() : line;
      }
    }
  }

  void take_directive(std::string_view line, std::string_view words) {
    const bool continued = line.ends_with('\\');
    if (words.starts_with("if"))
      ++depth_, guard_depth_ += is_first_ && words.starts_with("ifndef");
    else if (words.starts_with("endif"))
      --depth_;
    else if (words.starts_with("include"))
      take_include(trimmed(words.substr(words.find_first_not_of("include_next"))));
    if (!words.starts_with("include")) adjacent_ = false;
    if (!words.starts_with("pragma")) is_first_ = false;
    while (continued && at_ < text_.size() && skip_continuation()) {
    }
  }

  bool skip_continuation() {
    const std::size_t end = text_.find('\n', at_);
    const std::string_view line = trimmed(text_.substr(at_, end == text_.npos ? end : end - at_));
    at_ = end == text_.npos ? text_.size() : end + 1;
    return line.ends_with('\\');
  }

  void take_include(std::string_view rest) {
    const char close = rest.starts_with('<') ? '>' : '"';
    const std::size_t end = rest.size() < 2 ? rest.npos : rest.find(close, 1);
    if (end == rest.npos) return;
    found_.push_back({begin_, at_, rest.substr(0, end + 1), depth_ > guard_depth_, adjacent_});
    adjacent_ = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  int depth_ = 0;
  int guard_depth_ = 0;
  bool in_comment_ = false;
  bool is_first_ = true;
  bool adjacent_ = false;
  std::vector<include_line> found_;
};

}  // namespace

std::vector<include_line> include_lines(std::string_view text) {
  return scanner(text).scan();
}

}  // namespace migrate
