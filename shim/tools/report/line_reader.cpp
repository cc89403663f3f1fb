#include "line_reader.hpp"

namespace report {

line_reader::line_reader(std::istream& from, std::size_t longest)
    : from_(from), longest_(longest), buffer_(std::size_t{1} << 16) {}

bool line_reader::fill() {
  if (!rest_.empty()) return true;
  if (!from_) return false;
  from_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  rest_ = {buffer_.data(), static_cast<std::size_t>(from_.gcount())};
  return !rest_.empty();
}

std::string_view line_reader::upcoming() {
  fill();
  return rest_;
}

void line_reader::keep(std::string_view part) {
  length_ += part.size();
  if (length_ > longest_)
    text_.clear();
  else
    text_ += part;
}

bool line_reader::next(numbered_line& line) {
  text_.clear();
  length_ = 0;
  bool ended = false;
  while (!ended && fill()) {
    const std::size_t end = rest_.find('\n');
    ended = end != rest_.npos;
    keep(rest_.substr(0, end));
    rest_.remove_prefix(ended ? end + 1 : rest_.size());
  }
  if (!ended && length_ == 0) return false;
  line = {text_, ++number_, offset_, length_ > longest_};
  offset_ += length_ + (ended ? 1 : 0);
  return true;
}

}  // namespace report
