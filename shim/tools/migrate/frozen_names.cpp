#include "frozen_names.hpp"

#include <clang/AST/DeclTemplate.h>

#include "cadre/shim/registry.hpp"

namespace migrate {
namespace {

using clang::dyn_cast;

const clang::CXXMethodDecl* method_in(const clang::Decl* member) {
  if (const auto* const several = dyn_cast<clang::FunctionTemplateDecl>(member)) member = several->getTemplatedDecl();
  return dyn_cast<clang::CXXMethodDecl>(member);
}

std::string last_parameter(const clang::CXXMethodDecl& method) {
  if (method.param_empty()) return "";
  const auto* const record = method.parameters().back()->getType()->getAsCXXRecordDecl();
  return record == nullptr ? "" : record->getNameAsString();
}

/// What an instantiation was made from, or the declaration itself.
const clang::Decl* pattern_of(const clang::Decl* used) {
  if (const auto* const function = dyn_cast<clang::FunctionDecl>(used))
    if (const auto* const pattern = function->getTemplateInstantiationPattern()) used = pattern;
  return used->getCanonicalDecl();
}

const rule* found_in(const std::map<const clang::Decl*, const rule*>& all, const clang::Decl* what) {
  const auto found = all.find(what);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace

frozen_names::frozen_names(clang::ASTContext& context, std::span<const rule> all) {
  clang::IdentifierInfo& name = context.Idents.get("threadpool");
  for (const clang::NamedDecl* each : context.getTranslationUnitDecl()->lookup(&name))
    if (const auto* const space = dyn_cast<clang::NamespaceDecl>(each)) add(*space, context, all);
}

void frozen_names::add(const clang::NamespaceDecl& space, clang::ASTContext& context, std::span<const rule> all) {
  const auto named = [&](std::string_view name) {
    const auto found = space.lookup(&context.Idents.get(llvm::StringRef(name.data(), name.size())));
    return found.empty() ? nullptr : *found.begin();
  };
  const auto record = [&](std::string_view name) -> const clang::CXXRecordDecl* {
    const auto* const found = dyn_cast_or_null<clang::CXXRecordDecl>(named(name));
    return found == nullptr ? nullptr : found->getDefinition();
  };
  pool_ = record("ThreadPool");
  for (const rule& each : all) {
    if (each.what == subject::name_of_type) {
      if (const auto* const found = named(each.name)) used_[found->getCanonicalDecl()] = &each;
    } else if (const auto* const owner = record(each.owner)) {
      add_members(*owner, each);
    }
  }
}

void frozen_names::add_members(const clang::CXXRecordDecl& owner, const rule& each) {
  auto& known = each.what == subject::overriding ? overridden_ : used_;
  for (const clang::Decl* const member : owner.decls()) {
    const auto* const method = method_in(member);
    if (method == nullptr || !method->getDeclName().isIdentifier() || method->getName() != llvm::StringRef(each.name))
      continue;
    if (each.parameter.empty() || last_parameter(*method) == each.parameter) known[method->getCanonicalDecl()] = &each;
  }
}

const rule* frozen_names::of(const clang::Decl* used) const {
  return used == nullptr ? nullptr : found_in(used_, pattern_of(used));
}

const rule* frozen_names::overridden_by(const clang::CXXMethodDecl* method) const {
  for (const clang::CXXMethodDecl* const below : method->overridden_methods()) {
    if (const rule* const found = found_in(overridden_, below->getCanonicalDecl())) return found;
    if (const rule* const found = overridden_by(below)) return found;
  }
  return nullptr;
}

bool frozen_names::is_asked_for_its_queue(const rule& how, const path_down& way) const {
  if (how.owner != "ThreadPool" || how.name != "q") return false;
  const auto* const asked = clang::dyn_cast_or_null<clang::MemberExpr>(enclosing(way).up(true).up(true).here());
  const rule* const member = asked == nullptr ? nullptr : of(asked->getMemberDecl());
  return member != nullptr && member->owner == "Queue";
}

bool frozen_names::is_dead(const clang::CXXMethodDecl* method) const {
  const rule* const found = overridden_by(method);
  return found != nullptr &&
         cadre::shim::find_deprecation(found->id)->kind == cadre::shim::deprecation_kind::overridden;
}

}  // namespace migrate
