#include "move_finder.hpp"

#include <optional>
#include <set>

#include "cadres_headers.hpp"
#include "frozen_header.hpp"
#include "frozen_names.hpp"
#include "linked_names.hpp"
#include "move_rules.hpp"
#include "pool_construction.hpp"
#include "pool_life.hpp"
#include "pool_of_call.hpp"
#include "source_places.hpp"
#include "source_walker.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;
using clang::isa;

constexpr const char* in_template = "it is in a template, where other types may come";
constexpr const char* made_in_library =
    "the standard library makes one here without arguments, which has other sizes in the core";
constexpr const char* derived = "a class is derived from it, which gets a pool as a member instead";

/// The declaration that a name in a type stands for.
const clang::NamedDecl* named_by(clang::TypeLoc what) {
  if (const auto used = what.getAs<clang::UsingTypeLoc>()) return used.getFoundDecl()->getTargetDecl();
  if (const auto tag = what.getAs<clang::TagTypeLoc>()) return tag.getDecl();
  if (const auto alias = what.getAs<clang::TypedefTypeLoc>()) return alias.getTypedefNameDecl();
  return nullptr;
}

class move_finder : public source_walker<move_finder> {
 public:
  explicit move_finder(clang::ASTContext& context)
      : source_walker(context.getSourceManager()),
        manager_(context.getSourceManager()),
        places_(manager_, context.getLangOpts()),
        kept_(context, move_rules()),
        removed_(context, rules()),
        rewriter_(kept_, places_) {
    if (kept_.pool() == nullptr) return;
    header_.emplace(*kept_.pool(), places_);
    leave_out(header_->file());
    find_includes();
    TraverseDecl(context.getTranslationUnitDecl());
    if (is_made_in_library(*kept_.pool()))
      add("ThreadPool()", manager_.getLocForStartOfFile(manager_.getMainFileID()), by_hand(made_in_library));
    judge_by_lives();
  }

  unit_findings result() {
    unit_findings all;
    for (found_use& each : uses_) all.uses.push_back(std::move(each.what));
    all.files = std::move(files_);
    all.linked = linked_.all();
    return all;
  }

  // --- what clang calls

  bool TraverseNamespaceDecl(clang::NamespaceDecl* what) {  // NOLINT: clang's name
    return is_cadres(places_.file_of(what->getLocation()), places_) || source_walker::TraverseNamespaceDecl(what);
  }

  bool TraverseConstructorInitializer(clang::CXXCtorInitializer* what) {  // NOLINT: clang's name
    if (what->isBaseInitializer() && what->isWritten()) bases_.insert(what->getBaseClassLoc().getBeginLoc());
    return source_walker::TraverseConstructorInitializer(what);
  }

  bool VisitMemberExpr(clang::MemberExpr* what) {  // NOLINT: clang's name
    const clang::ValueDecl& member = *what->getMemberDecl();
    if (const rule* const removed = removed_.of(&member)) {
      if (!removed_.is_asked_for_its_queue(*removed, way())) add_removed(*removed, what->getMemberLoc());
    } else if (const rule* const kept = kept_.of(&member)) {
      verdict how = verdict_on(*kept, *what);
      add(std::string(kept->name) + "()", what->getMemberLoc(), std::move(how), pools_.owner_of(*what), kept->how);
    }
    return true;
  }

  bool VisitDeclRefExpr(clang::DeclRefExpr* what) {  // NOLINT: clang's name
    const clang::ValueDecl& used = *what->getDecl();
    if (const auto* const variable = dyn_cast<clang::VarDecl>(&used); variable != nullptr && pools_.has(variable))
      note_use(*variable);
    if (const rule* const removed = removed_.of(&used))
      add_removed(*removed, what->getLocation());
    else if (header_->declares(used))
      add(used.getNameAsString(), what->getLocation(), not_in_core(used));
    else if (is_pool_of(used) && dyn_cast_or_null<clang::CallExpr>(enclosing(way()).up(true).here()) == nullptr)
      add("pool_of", what->getLocation(), by_hand("it is not called here"));
    return true;
  }

  bool VisitCallExpr(clang::CallExpr* what) {  // NOLINT: clang's name
    if (!is_pool_of(*what)) return true;
    add("pool_of()", what->getBeginLoc(),
        in_instantiation() ? by_hand(in_template) : without_pool_of(*what, way(), places_));
    return true;
  }

  bool VisitFunctionDecl(clang::FunctionDecl* what) {  // NOLINT: clang's name
    linked_.note(*what, what->isDefined());
    return true;
  }

  bool VisitVarDecl(clang::VarDecl* what) {  // NOLINT: clang's name
    linked_.note(*what, what->hasDefinition() != clang::VarDecl::DeclarationOnly);
    if (!header_->is_pool(what->getType()) || isa<clang::ParmVarDecl>(what)) return true;
    const auto* const made = dyn_cast_or_null<clang::CXXConstructExpr>(
        what->getInit() == nullptr ? nullptr : what->getInit()->IgnoreImplicit());
    if (what->isLocalVarDecl() && !what->isStaticLocal()) pools_.declare(*what, way());
    if (made != nullptr && made->getParenOrBraceRange().isInvalid()) add_made(made, what);
    return true;
  }

  bool VisitFieldDecl(clang::FieldDecl* what) {  // NOLINT: clang's name
    if (header_->is_pool(what->getType()) && is_made_by_default(*what)) add_made(nullptr, what);
    return true;
  }

  bool VisitCXXConstructExpr(clang::CXXConstructExpr* what) {  // NOLINT: clang's name
    if (header_->is_pool(*what->getConstructor()->getParent()) && !made_.contains(what)) add_made(what, nullptr);
    return true;
  }

  bool VisitElaboratedTypeLoc(clang::ElaboratedTypeLoc what) {  // NOLINT: clang's name
    const clang::NamedDecl* const named = named_by(what.getNamedTypeLoc());
    if (named == nullptr || in_instantiation() || bases_.contains(what.getBeginLoc())) return true;
    // The using-declaration will name something else.
    if (what.getNamedTypeLoc().getAs<clang::UsingTypeLoc>()) return true;
    if (!header_->is_pool(*named)) {
      if (const rule* const removed = removed_.of(named))
        add_removed(*removed, what.getNamedTypeLoc().getBeginLoc());
      else if (header_->declares(*named))
        add(named->getNameAsString(), what.getBeginLoc(), not_in_core(*named));
      return true;
    }
    add("ThreadPool", what.getBeginLoc(), replaced(what.getSourceRange(), "cadre::pool"));
    return true;
  }

  bool VisitUsingDecl(clang::UsingDecl* what) {  // NOLINT: clang's name
    for (const clang::UsingShadowDecl* const each : what->shadows()) {
      const clang::NamedDecl& target = *each->getTargetDecl();
      const bool pool = header_->is_pool(target);
      if (!pool && !header_->declares(target)) continue;
      add("using " + target.getNameAsString(), what->getLocation(),
          pool ? replaced(what->getSourceRange(), "using ThreadPool = cadre::pool") : not_in_core(target));
      break;
    }
    return true;
  }

  bool VisitUsingDirectiveDecl(clang::UsingDirectiveDecl* what) {  // NOLINT: clang's name
    if (is_its_namespace(*what->getNominatedNamespace())) add_namespace(what->getLocation());
    return true;
  }

  bool VisitNamespaceAliasDecl(clang::NamespaceAliasDecl* what) {  // NOLINT: clang's name
    if (is_its_namespace(*what->getNamespace())) add_namespace(what->getLocation());
    return true;
  }

  bool VisitCXXRecordDecl(clang::CXXRecordDecl* what) {  // NOLINT: clang's name
    if (in_instantiation()) return true;
    if (header_->is_pool(*what)) add("class ThreadPool", what->getLocation(), by_hand("it is declared here once more"));
    if (!what->isThisDeclarationADefinition()) return true;
    for (const clang::CXXBaseSpecifier& each : what->bases()) {
      const auto* const base = each.getType()->getAsCXXRecordDecl();
      if (base == nullptr || !header_->declares(*base)) continue;
      bases_.insert(each.getTypeSourceInfo()->getTypeLoc().getBeginLoc());
      add(what->getNameAsString(), what->getLocation(),
          header_->is_pool(*base) ? by_hand(derived) : not_in_core(*base));
    }
    return true;
  }

 private:
  struct found_use {
    use what;
    const clang::VarDecl* pool = nullptr;
    rewriting how = rewriting::none;
  };

  [[nodiscard]] verdict verdict_on(const rule& kept, const clang::MemberExpr& member) const {
    if (in_instantiation()) return by_hand(in_template);
    const auto* const type = pool_in(member, *kept_.pool(), places_).type;
    if (type == nullptr || !header_->is_pool(*type)) return by_hand(derived);
    return rewriter_.rewrite(kept, member, way());
  }

  void find_includes() {
    for (const clang::FileID file : program_files(manager_, places_))
      for (const include_line& each : shim_includes(places_.text(file))) {
        const verdict gone = {{{{each.begin, each.end, ""}}, {"\"cadre/pool.hpp\""}}, remedy::in_place, ""};
        const auto begin = static_cast<clang::SourceLocation::IntTy>(each.begin);
        add("#include " + std::string(each.named), manager_.getLocForStartOfFile(file).getLocWithOffset(begin),
            each.conditional ? by_hand("it stands within #if") : gone);
      }
  }

  [[nodiscard]] verdict replaced(clang::SourceRange range, const char* text) const {
    const auto where = places_.bytes(range, range.getBegin());
    if (!where || !places_.written(range.getBegin())) return by_hand(in_a_macro);
    if (has_comment(places_.text(*where))) return by_hand(commented);
    return {{{{where->begin, where->end, text}}, {}}, remedy::in_place, ""};
  }

  void add_namespace(clang::SourceLocation at) {
    add("namespace threadpool", at, by_hand("names that it brings in may be meant"));
  }

  void add_made(const clang::CXXConstructExpr* made, const clang::DeclaratorDecl* declared) {
    if (made != nullptr && !made_.insert(made).second) return;
    const clang::SourceLocation at = declared != nullptr ? declared->getLocation() : made->getLocation();
    add("ThreadPool()", at, in_instantiation() ? by_hand(in_template) : construction(made, declared, places_),
        pools_.made_by(made));
  }

  void add_removed(const rule& how, clang::SourceLocation at) {
    use result = use_at(at);
    result.id = how.id;
    result.reason = "it is removed, and has to be replaced first";
    uses_.push_back({std::move(result), nullptr, rewriting::none});
  }

  void add(std::string name, clang::SourceLocation at, verdict how, const clang::VarDecl* pool = nullptr,
           rewriting kind = rewriting::none) {
    use result = use_at(at);
    result.name = std::move(name);
    result.fix = how.fix;
    result.reason = std::move(how.reason);
    result.what = std::move(how.what);
    uses_.push_back({std::move(result), pool, kind});
  }

  use use_at(clang::SourceLocation at) {
    use result;
    result.where = places_.place_of(at);
    files_.try_emplace(result.where.file, places_.text(places_.file_of(at)));
    return result;
  }

  // --- what is known of local pools

  // The last of the way is a name of the pool.
  void note_use(const clang::VarDecl& pool) {
    const clang::Stmt* const around = enclosing(way()).up(true).here();
    pool_use what = pool_use::escape;
    if (const auto* const member = dyn_cast_or_null<clang::MemberExpr>(around))
      what = kind_of(*member->getMemberDecl());
    else if (const auto* const call = dyn_cast_or_null<clang::CallExpr>(around); call != nullptr && is_pool_of(*call))
      what = pool_use::other;
    pools_.note(pool, what, places_.place_of(way().back()->getBeginLoc()).offset, way());
  }

  [[nodiscard]] pool_use kind_of(const clang::ValueDecl& member) const {
    if (header_->is_stop(member)) return pool_use::stop;
    const rule* const kept = kept_.of(&member);
    if (kept == nullptr) return pool_use::other;
    if (kept->how == rewriting::removal) return pool_use::start;
    return kept->how == rewriting::limits ? pool_use::resize : pool_use::other;
  }

  void judge_by_lives() {
    for (found_use& each : uses_) {
      if (each.what.fix == remedy::by_hand) continue;
      const std::string doubt = doubt_about(each.how, each.pool == nullptr ? nullptr : &pools_.of(*each.pool));
      if (doubt.empty()) continue;
      each.what.fix = remedy::review;
      each.what.reason += (each.what.reason.empty() ? "" : "; ") + doubt;
    }
  }

  const clang::SourceManager& manager_;
  source_places places_;
  frozen_names kept_;
  frozen_names removed_;
  rewriter rewriter_;
  std::optional<frozen_header> header_;  // nothing is visited without one
  std::vector<found_use> uses_;
  texts files_;
  linked_names linked_;
  local_pools pools_;
  std::set<const clang::CXXConstructExpr*> made_;
  std::set<clang::SourceLocation> bases_;
};

}  // namespace

unit_findings find_moves(clang::ASTContext& context) {
  return move_finder(context).result();
}

}  // namespace migrate
