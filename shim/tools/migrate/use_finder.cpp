#include "use_finder.hpp"

#include <clang/AST/RecursiveASTVisitor.h>

#include <map>
#include <tuple>

#include "enclosing.hpp"
#include "removed_names.hpp"
#include "rewriter.hpp"
#include "source_places.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

bool is_instantiation(const clang::Decl& what) {
  if (const auto* const function = dyn_cast<clang::FunctionDecl>(&what)) return function->isTemplateInstantiation();
  if (const auto* const record = dyn_cast<clang::CXXRecordDecl>(&what))
    return clang::isTemplateInstantiation(record->getTemplateSpecializationKind());
  return false;
}

class finder : public clang::RecursiveASTVisitor<finder> {
 public:
  explicit finder(clang::ASTContext& context)
      : manager_(context.getSourceManager()),
        places_(manager_, context.getLangOpts()),
        names_(context),
        rewriter_(names_, places_) {
    if (names_.pool() == nullptr) return;
    frozen_ = places_.file_of(names_.pool()->getLocation());
    TraverseDecl(context.getTranslationUnitDecl());
  }

  unit_findings result() {
    unit_findings all;
    for (auto& [slot, each] : uses_) all.uses.push_back(std::move(each.what));
    all.files = std::move(files_);
    return all;
  }

  // --- what clang calls

  [[nodiscard]] static bool shouldVisitTemplateInstantiations() { return true; }

  bool TraverseDecl(clang::Decl* what) {  // NOLINT: clang's name
    if (what == nullptr || is_foreign(*what)) return true;
    const auto* const method = dyn_cast<clang::CXXMethodDecl>(what);
    const bool instantiated = is_instantiation(*what), dead = method != nullptr && names_.is_dead(method);
    instantiations_ += instantiated;
    dead_overrides_ += dead;
    way_.push_back(nullptr);
    const bool goes_on = RecursiveASTVisitor::TraverseDecl(what);
    way_.pop_back();
    dead_overrides_ -= dead;
    instantiations_ -= instantiated;
    return goes_on;
  }

  bool TraverseStmt(clang::Stmt* what) {  // NOLINT: clang's name
    if (what == nullptr) return true;
    way_.push_back(what);
    const bool goes_on = RecursiveASTVisitor::TraverseStmt(what);
    way_.pop_back();
    return goes_on;
  }

  bool VisitMemberExpr(clang::MemberExpr* what) {  // NOLINT: clang's name
    const rule* const found = names_.of(what->getMemberDecl());
    if (found == nullptr || found->what != subject::call || is_asked_for_its_queue(*found)) return true;
    use result = use_of(*found, use_kind::call, what->getMemberLoc());
    const auto* const method = dyn_cast<clang::CXXMethodDecl>(what->getMemberDecl());
    result.is_virtual = method != nullptr && method->isVirtual() && !what->hasQualifier();
    add(std::move(result), rewriter_.rewrite(*found, *what, way_));
    return true;
  }

  bool VisitDeclRefExpr(clang::DeclRefExpr* what) {  // NOLINT: clang's name
    const rule* const found = names_.of(what->getDecl());
    if (found == nullptr) return true;
    if (found->what == subject::name_of_type)
      add_name(*found, what->getLocation());
    else
      add(use_of(*found, use_kind::address, what->getLocation()), by_hand("its address is taken"));
    return true;
  }

  bool VisitTagTypeLoc(clang::TagTypeLoc what) {  // NOLINT: clang's name
    if (const rule* const found = names_.of(what.getDecl())) add_name(*found, what.getNameLoc());
    return true;
  }

  bool VisitUsingTypeLoc(clang::UsingTypeLoc what) {  // NOLINT: clang's name
    if (const rule* const found = names_.of(what.getFoundDecl()->getTargetDecl())) add_name(*found, what.getNameLoc());
    return true;
  }

  bool VisitUsingDecl(clang::UsingDecl* what) {  // NOLINT: clang's name
    for (const clang::UsingShadowDecl* const each : what->shadows()) {
      const rule* const found = names_.of(each->getTargetDecl());
      if (found == nullptr) continue;
      add(use_of(*found, use_kind::using_declaration, what->getLocation()), by_hand("a using-declaration names it"));
    }
    return true;
  }

  bool VisitCXXMethodDecl(clang::CXXMethodDecl* what) {  // NOLINT: clang's name
    if (!what->isFirstDecl()) return true;
    if (const rule* const found = names_.overridden_by(what)) {
      use result = use_of(*found, use_kind::overriding, what->getLocation());
      result.class_name = what->getParent()->getQualifiedNameAsString();
      add(std::move(result), by_hand(std::string(found->reason)));
    }
    return true;
  }

  // What a generic lambda is called with is nobody's child in the tree.
  bool VisitLambdaExpr(clang::LambdaExpr* what) {  // NOLINT: clang's name
    const auto* const call = what->getCallOperator();
    if (call == nullptr || call->getDescribedFunctionTemplate() == nullptr) return true;
    for (clang::FunctionDecl* const each : call->getDescribedFunctionTemplate()->specializations()) TraverseDecl(each);
    return true;
  }

 private:
  struct found_use {
    use what;
    bool instantiated = false;
  };
  using key = std::tuple<std::string, std::size_t, std::string_view, std::size_t>;

  [[nodiscard]] bool is_foreign(const clang::Decl& what) const {
    if (!what.getLexicalDeclContext() || !what.getLexicalDeclContext()->isFileContext() ||
        isa<clang::TranslationUnitDecl>(what))
      return false;
    const clang::SourceLocation at = manager_.getExpansionLoc(what.getLocation());
    return at.isValid() && (manager_.isInSystemHeader(at) || manager_.getFileID(at) == frozen_);
  }

  // pool.q().put(job) is one use, that of put.
  [[nodiscard]] bool is_asked_for_its_queue(const rule& how) const {
    if (how.owner != "ThreadPool" || how.name != "q") return false;
    const auto* const asked = dyn_cast_or_null<clang::MemberExpr>(enclosing(way_).up(true).up(true).here());
    const rule* const member = asked == nullptr ? nullptr : names_.of(asked->getMemberDecl());
    return member != nullptr && member->owner == "Queue";
  }

  // In the call of a removed member they go with it.
  [[nodiscard]] bool is_part_of_a_use() const {
    for (const clang::Stmt* const each : way_) {
      const auto* const call = dyn_cast_or_null<clang::CXXMemberCallExpr>(each);
      if (call != nullptr && call->getMethodDecl() != nullptr && names_.of(call->getMethodDecl()) != nullptr)
        return true;
    }
    return false;
  }

  void add_name(const rule& how, clang::SourceLocation at) {
    if (instantiations_ > 0 || is_part_of_a_use()) return;
    add(use_of(how, use_kind::name, at), by_hand(std::string(how.reason)));
  }

  use use_of(const rule& how, use_kind kind, clang::SourceLocation at) {
    use result;
    result.where = places_.place_of(at);
    result.id = how.id;
    result.kind = kind;
    files_.try_emplace(result.where.file, places_.text(places_.file_of(at)));
    return result;
  }

  void add(use what, verdict how) {
    if (dead_overrides_ > 0 && what.kind != use_kind::overriding)
      how = by_hand("it is in an override that is never called");
    else if (instantiations_ > 0 && how.fix != remedy::by_hand)
      how = by_hand("it is in a template, where other types may come");
    what.fix = how.fix;
    what.reason = std::move(how.reason);
    what.what = std::move(how.what);
    remember({std::move(what), instantiations_ > 0});
  }

  // In the template itself it is known better what stands there. What is read twice otherwise, as an argument of a
  // macro is, is judged later.
  void remember(found_use found) {
    std::size_t number = 0;
    for (;; ++number) {
      const key where{found.what.where.file, found.what.where.offset, found.what.id, number};
      const auto known = uses_.find(where);
      if (known == uses_.end()) {
        uses_.emplace(where, std::move(found));
        return;
      }
      if (known->second.instantiated && !found.instantiated) {
        known->second = std::move(found);
        return;
      }
      if (found.instantiated || known->second.what.what == found.what.what) return;
    }
  }

  const clang::SourceManager& manager_;
  source_places places_;
  removed_names names_;
  rewriter rewriter_;
  clang::FileID frozen_;
  path_down way_;
  int instantiations_ = 0;
  int dead_overrides_ = 0;
  std::map<key, found_use> uses_;
  texts files_;
};

}  // namespace

unit_findings find_uses(clang::ASTContext& context) {
  return finder(context).result();
}

}  // namespace migrate
