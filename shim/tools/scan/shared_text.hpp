// Text of a file that many places have: a function with thousands of uses has its name, of any length, only once.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace scan {

class shared_text {
 public:
  shared_text() = default;
  explicit shared_text(std::string_view text) : text_(std::make_shared<const std::string>(text)) {}

  [[nodiscard]] std::string_view view() const noexcept { return text_ ? *text_ : std::string_view(); }
  [[nodiscard]] bool empty() const noexcept { return view().empty(); }

 private:
  std::shared_ptr<const std::string> text_;
};

/// Lifetime: what it is asked for stays in the file, which must live as long as this; the answers may live longer.
class shared_texts {
 public:
  [[nodiscard]] shared_text of(std::string_view text) {
    if (text.empty()) return {};
    const auto [known, is_new] = known_.try_emplace(text);
    if (is_new) known->second = shared_text(text);
    return known->second;
  }

 private:
  std::unordered_map<std::string_view, shared_text> known_;
};

}  // namespace scan
