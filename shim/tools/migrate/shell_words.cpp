#include "shell_words.hpp"

namespace migrate {
namespace {

class splitter {
 public:
  std::vector<std::string> split(std::string_view text) {
    for (at_ = 0; at_ < text.size(); ++at_) take(text);
    end_word();
    return std::move(words_);
  }

 private:
  void take(std::string_view text) {
    const char c = text[at_];
    if (c == '\\' && quote_ != '\'' && at_ + 1 < text.size())
      take_escaped(text[++at_]);
    else if (quote_ != 0)
      take_quoted(c);
    else if (c == '"' || c == '\'')
      begin_quote(c);
    else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      end_word();
    else
      add(c);
  }

  // Between double quotes a backslash stands for itself but before a few.
  void take_escaped(char c) {
    if (quote_ == '"' && std::string_view("\"\\$`").find(c) == std::string_view::npos) add('\\');
    add(c);
  }

  void take_quoted(char c) {
    if (c == quote_)
      quote_ = 0;
    else
      add(c);
  }

  void begin_quote(char c) {
    quote_ = c;
    in_word_ = true;
  }

  void add(char c) {
    word_ += c;
    in_word_ = true;
  }

  void end_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  std::vector<std::string> words_;
  std::string word_;
  std::size_t at_ = 0;
  char quote_ = 0;
  bool in_word_ = false;
};

}  // namespace

std::vector<std::string> shell_words(std::string_view text) {
  return splitter().split(text);
}

}  // namespace migrate
