#include "pool_construction.hpp"

#include <clang/AST/RecursiveASTVisitor.h>

#include <algorithm>

#include "size_text.hpp"

namespace migrate {
namespace {

using clang::isa;

constexpr const char* default_limits = "5, 20";

const clang::Expr* written(const clang::CXXConstructExpr& made, unsigned number) {
  if (made.getNumArgs() <= number || isa<clang::CXXDefaultArgExpr>(made.getArg(number))) return nullptr;
  return made.getArg(number);
}

/// The options, in braces.
struct options_text {
  std::string text;
  bool converted = false;
  std::string obstacle;
  bool no_threads = false;
};

options_text options_of(const clang::CXXConstructExpr& made, const source_places& places) {
  if (made.getNumArgs() != 3) return {"", false, "it is made in a way of its own"};
  const clang::SourceLocation beside = made.getLocation();
  size_text size(made.getConstructor()->getASTContext(), places, beside);
  const auto number = [&](unsigned at, const char* otherwise) {
    const clang::Expr* const given = written(made, at);
    return given == nullptr ? otherwise : size.of(*given);
  };
  const auto min = number(0, "5"), max = number(1, "20");
  if (!min || !max) return {"", false, size.obstacle()};
  std::string text = "{.limits = {" + *min + ", " + *max + '}';
  if (const clang::Expr* const name = written(made, 2)) {
    const auto where = places.bytes(name->getSourceRange(), beside);
    if (!where) return {"", false, in_parts};
    text += ", .name = " + std::string(places.text(*where));
  }
  return {text + '}', size.converted(), "", is_zero(written(made, 1), made.getConstructor()->getASTContext())};
}

verdict judged(change what, const options_text& options) {
  if (options.no_threads) return {std::move(what), remedy::review, none_may_run};
  if (!options.converted) return {std::move(what), remedy::in_place, ""};
  what.includes = {"<cstddef>"};
  return {std::move(what), remedy::review, may_be_negative};
}

verdict without_arguments(const clang::DeclaratorDecl& declared, const source_places& places) {
  const clang::SourceLocation name = declared.getLocation();
  const auto token = places.written(name) ? places.bytes({name, name}, name) : std::nullopt;
  if (!token) return by_hand(in_parts);
  const std::string options = std::string("{.limits = {") + default_limits + "}}";
  const std::string text = isa<clang::FieldDecl>(declared) ? '{' + options + '}' : '(' + options + ')';
  return {{{{token->end, token->end, text}}, {}}, remedy::in_place, ""};
}

/// Looks for a pool that a library's template makes without arguments; stops there.
class made_in_library : public clang::RecursiveASTVisitor<made_in_library> {
 public:
  made_in_library(const clang::CXXRecordDecl& pool, const clang::SourceManager& manager)
      : pool_(pool), manager_(manager) {}
  [[nodiscard]] static bool shouldVisitTemplateInstantiations() { return true; }
  [[nodiscard]] static bool shouldVisitImplicitCode() { return true; }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* what) {  // NOLINT: clang's name
    const bool is_pools = what->getConstructor()->getParent()->getCanonicalDecl() == pool_.getCanonicalDecl();
    return !is_pools || what->getNumArgs() != 3 || written(*what, 0) != nullptr ||
           !manager_.isInSystemHeader(manager_.getExpansionLoc(what->getLocation()));
  }

 private:
  const clang::CXXRecordDecl& pool_;
  const clang::SourceManager& manager_;
};

}  // namespace

bool is_made_in_library(const clang::CXXRecordDecl& pool) {
  clang::ASTContext& context = pool.getASTContext();
  return !made_in_library(pool, context.getSourceManager()).TraverseDecl(context.getTranslationUnitDecl());
}

verdict construction(const clang::CXXConstructExpr* made, const clang::DeclaratorDecl* declared,
                     const source_places& places) {
  if (made != nullptr && made->getConstructionKind() != clang::CXXConstructionKind::Complete)
    return by_hand("a class is derived from it, which gets a pool as a member instead");
  if (made == nullptr || made->getParenOrBraceRange().isInvalid())
    return declared == nullptr ? by_hand("it is made without arguments in an expression")
                               : without_arguments(*declared, places);
  const clang::SourceRange range = made->getParenOrBraceRange();
  const auto whole = places.bytes(range, range.getBegin());
  if (!whole || range.getBegin().isMacroID()) return by_hand(in_parts);
  const span inner{whole->file, whole->begin + 1, whole->end - 1};
  if (has_comment(places.text(inner))) return by_hand(commented);
  const options_text options = options_of(*made, places);
  if (!options.obstacle.empty()) return by_hand(options.obstacle);
  return judged({{{inner.begin, inner.end, options.text}}, {}}, options);
}

bool is_made_by_default(const clang::FieldDecl& member) {
  const auto* const owner = clang::dyn_cast<clang::CXXRecordDecl>(member.getParent());
  if (owner == nullptr || member.hasInClassInitializer()) return false;
  const auto makes_it = [&](const clang::CXXConstructorDecl* each) {
    return std::any_of(each->init_begin(), each->init_end(), [&](const clang::CXXCtorInitializer* one) {
      return one->getAnyMember() == &member && one->isWritten();
    });
  };
  bool any = false;
  for (const clang::CXXConstructorDecl* each : owner->ctors()) {
    if (each->isImplicit() || each->isDeleted() || each->isDelegatingConstructor()) continue;
    const auto* const body = each->getDefinition();
    if (body == nullptr || !makes_it(clang::cast<clang::CXXConstructorDecl>(body))) return true;
    any = true;
  }
  return !any;
}

}  // namespace migrate
