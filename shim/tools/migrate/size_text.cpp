#include "size_text.hpp"

namespace migrate {

std::optional<std::string> size_text::of(const clang::Expr& number) {
  const auto where = places_.bytes(number.getSourceRange(), beside_);
  if (!where) {
    obstacle_ = "part of it is in a macro";
    return std::nullopt;
  }
  const std::string text(places_.text(*where));
  const bool known = !number.isValueDependent() && !number.isTypeDependent();
  if (clang::Expr::EvalResult value;
      known && number.isIntegerConstantExpr(context_) && number.EvaluateAsInt(value, context_)) {
    if (!value.Val.getInt().isNegative()) return text;
    obstacle_ = "a number of threads is negative";
    return std::nullopt;
  }
  converted_ = true;
  return "static_cast<std::size_t>(" + text + ')';
}

}  // namespace migrate
