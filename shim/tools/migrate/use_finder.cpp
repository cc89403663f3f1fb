#include "use_finder.hpp"

#include <map>
#include <tuple>

#include "frozen_names.hpp"
#include "rewriter.hpp"
#include "source_places.hpp"
#include "source_walker.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

class finder : public source_walker<finder> {
 public:
  explicit finder(clang::ASTContext& context)
      : source_walker(context.getSourceManager()),
        places_(context.getSourceManager(), context.getLangOpts()),
        names_(context, rules()),
        rewriter_(names_, places_) {
    if (names_.pool() == nullptr) return;
    leave_out(places_.file_of(names_.pool()->getLocation()));
    TraverseDecl(context.getTranslationUnitDecl());
  }

  unit_findings result() {
    unit_findings all;
    for (auto& [slot, each] : uses_) all.uses.push_back(std::move(each.what));
    all.files = std::move(files_);
    return all;
  }

  // --- what clang calls

  bool TraverseDecl(clang::Decl* what) {  // NOLINT: clang's name
    const auto* const method = dyn_cast_or_null<clang::CXXMethodDecl>(what);
    const bool dead = method != nullptr && names_.is_dead(method);
    dead_overrides_ += dead;
    const bool goes_on = source_walker::TraverseDecl(what);
    dead_overrides_ -= dead;
    return goes_on;
  }

  bool VisitMemberExpr(clang::MemberExpr* what) {  // NOLINT: clang's name
    const rule* const found = names_.of(what->getMemberDecl());
    if (found == nullptr || found->what != subject::call || names_.is_asked_for_its_queue(*found, way())) return true;
    use result = use_of(*found, use_kind::call, what->getMemberLoc());
    const auto* const method = dyn_cast<clang::CXXMethodDecl>(what->getMemberDecl());
    result.is_virtual = method != nullptr && method->isVirtual() && !what->hasQualifier();
    add(std::move(result), rewriter_.rewrite(*found, *what, way()));
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

 private:
  struct found_use {
    use what;
    bool instantiated = false;
  };
  using key = std::tuple<std::string, std::size_t, std::string_view, std::size_t>;

  // In the call of a removed member they go with it.
  [[nodiscard]] bool is_part_of_a_use() const {
    for (const clang::Stmt* const each : way()) {
      const auto* const call = dyn_cast_or_null<clang::CXXMemberCallExpr>(each);
      if (call != nullptr && call->getMethodDecl() != nullptr && names_.of(call->getMethodDecl()) != nullptr)
        return true;
    }
    return false;
  }

  void add_name(const rule& how, clang::SourceLocation at) {
    if (in_instantiation() || is_part_of_a_use()) return;
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
    else if (in_instantiation() && how.fix != remedy::by_hand)
      how = by_hand("it is in a template, where other types may come");
    what.fix = how.fix;
    what.reason = std::move(how.reason);
    what.what = std::move(how.what);
    remember({std::move(what), in_instantiation()});
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

  source_places places_;
  frozen_names names_;
  rewriter rewriter_;
  int dead_overrides_ = 0;
  std::map<key, found_use> uses_;
  texts files_;
};

}  // namespace

unit_findings find_uses(clang::ASTContext& context) {
  return finder(context).result();
}

}  // namespace migrate
