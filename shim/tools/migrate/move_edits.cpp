#include "move_edits.hpp"

#include "no_throw.hpp"
#include "size_text.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

/// What an optional is made of; null if it has nothing.
const clang::Expr* content(const clang::Expr* what) {
  for (;;) {
    what = what->IgnoreImplicit()->IgnoreParens();
    const auto* const made = dyn_cast<clang::CXXConstructExpr>(what);
    if (made == nullptr) break;
    if (made->getNumArgs() == 0 || isa<clang::CXXDefaultArgExpr>(made->getArg(0))) return nullptr;
    what = made->getArg(0);
  }
  const auto* const record = what->getType()->getAsCXXRecordDecl();
  const bool nothing = isa<clang::CXXDefaultArgExpr, clang::InitListExpr>(what) ||
                       (record != nullptr && record->getName() == "nullopt_t");
  return nothing ? nullptr : what;
}

}  // namespace

verdict move_edits::rewrite(const called_member& use) const {
  if (use.member.hasQualifier()) return by_hand("it names the class");
  if (use.member.hasExplicitTemplateArgs()) return by_hand("it has template arguments");
  return use.how.how == rewriting::task ? task(use) : limits(use);
}

std::optional<span> move_edits::bytes(const clang::Expr& what, const called_member& use) const {
  return places_.bytes(what.getSourceRange(), use.member.getMemberLoc());
}

std::optional<edit> move_edits::renamed(const called_member& use, const char* name) const {
  const clang::SourceLocation at = use.member.getMemberLoc();
  const auto token = places_.bytes({at, at}, at);
  if (!token) return std::nullopt;
  return edit{token->begin, token->end, name};
}

verdict move_edits::task(const called_member& use) const {
  const unsigned count = use.call.getNumArgs();
  auto name = renamed(use, "submit");
  const auto first = bytes(*use.call.getArg(0), use), last = bytes(*use.call.getArg(count - 1), use);
  if (!name || !first || !last || first->file != last->file) return by_hand(in_parts);
  change what{{std::move(*name)}, {}};
  if (count > 1) {
    what.edits.push_back({first->begin, first->begin, "cadre::bound_call("});
    what.edits.push_back({last->end, last->end, ")"});
    what.includes = {"\"cadre/bound_call.hpp\""};
  }
  if (cannot_throw(use.call)) return {std::move(what), use.how.fix, ""};
  return {std::move(what), remedy::review, "what it throws is no longer logged; pool_options::errors gets it"};
}

verdict move_edits::limits(const called_member& use) const {
  const clang::Expr& low = *use.call.getArg(0);
  const clang::Expr& high = *use.call.getArg(1);
  const clang::Expr* const min = content(&low);
  const clang::Expr* const max = content(&high);
  if (min == nullptr && max == nullptr) return by_hand("it changes nothing");
  for (const clang::Expr* const each : {min, max})
    if (each != nullptr && !each->getType()->isIntegralOrUnscopedEnumerationType())
      return by_hand("whether there is a number is known at run time only");
  if ((min == nullptr || max == nullptr) && !use.pool.is_simple)
    return by_hand("what leads to the pool would be evaluated twice");

  const clang::Expr& last_written = isa<clang::CXXDefaultArgExpr>(high) ? low : high;
  const auto whole = bytes(use.call, use), begin = bytes(low, use), end = bytes(last_written, use);
  auto name = renamed(use, "set_limits");
  if (!whole || !name || !begin || !end || begin->file != end->file) return by_hand(in_parts);
  const span arguments{begin->file, begin->begin, end->end};
  if (has_comment(places_.text(arguments))) return by_hand(commented);

  const clang::ASTContext& context = use.member.getMemberDecl()->getASTContext();
  size_text size(context, places_, use.member.getMemberLoc());
  const std::string same(places_.text(span{whole->file, whole->begin, name->begin}));
  const auto text = [&](const clang::Expr* number, const char* otherwise) {
    return number == nullptr ? same + otherwise : size.of(*number);
  };
  const auto least = text(min, "limits().min"), most = text(max, "limits().max");
  if (!least || !most) return by_hand(size.obstacle());
  change what{{std::move(*name), {arguments.begin, arguments.end, '{' + *least + ", " + *most + '}'}}, {}};
  if (size.converted()) {
    what.includes = {"<cstddef>"};
    return {std::move(what), remedy::review, may_be_negative};
  }
  if (min == nullptr || max == nullptr)
    return {std::move(what), remedy::review, "another thread may resize between the two steps"};
  if (is_zero(max, context)) return {std::move(what), remedy::review, none_may_run};
  return {std::move(what), use.how.fix, ""};
}

}  // namespace migrate
