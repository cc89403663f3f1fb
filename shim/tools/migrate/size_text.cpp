#include "size_text.hpp"

#include <cstdint>

namespace migrate {
namespace {

std::optional<std::int64_t> constant(const clang::Expr& number, const clang::ASTContext& context) {
  if (number.isValueDependent() || number.isTypeDependent()) return std::nullopt;
  clang::Expr::EvalResult value;
  if (!number.isIntegerConstantExpr(context) || !number.EvaluateAsInt(value, context)) return std::nullopt;
  return value.Val.getInt().getExtValue();
}

}  // namespace

bool is_zero(const clang::Expr* number, const clang::ASTContext& context) {
  return number != nullptr && constant(*number, context) == 0;
}

std::optional<std::string> size_text::of(const clang::Expr& number) {
  const auto where = places_.bytes(number.getSourceRange(), beside_);
  if (!where) {
    obstacle_ = in_parts;
    return std::nullopt;
  }
  const std::string text(places_.text(*where));
  if (const auto value = constant(number, context_)) {
    if (*value >= 0) return text;
    obstacle_ = "a number of threads is negative";
    return std::nullopt;
  }
  converted_ = true;
  return "static_cast<std::size_t>(" + text + ')';
}

}  // namespace migrate
