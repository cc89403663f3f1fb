#include "frozen_header.hpp"

#include <array>

namespace migrate {
namespace {

using clang::dyn_cast;

constexpr const char* results =
    "in the core a result is a future's, or the function does itself what is to be done with it";
constexpr const char* threads = "in the core a thread is a function: thread_factory, or thread_hooks";
constexpr const char* errors = "in the core each pool has its own: pool_options::errors";

constexpr std::array<std::pair<std::string_view, const char*>, 9> instead = {
    {{"Function", "in the core any callable is a task"},
     {"OnResult", results},
     {"Result", results},
     {"Failure", "in the core an error is the exception itself"},
     {"Thread", threads},
     {"ThreadFactory", threads},
     {"setLogObserver", errors},
     {"LogObserver", errors},
     {"LogEntry", errors}}};

}  // namespace

// Others may declare a class once more, and even first.
bool frozen_header::declares(const clang::NamedDecl& what) const {
  const auto* const record = dyn_cast<clang::CXXRecordDecl>(&what);
  const clang::NamedDecl& shown =
      record != nullptr && record->getDefinition() != nullptr ? *record->getDefinition() : what;
  return shown.getLocation().isValid() && places_.file_of(shown.getLocation()) == file_;
}

bool frozen_header::is_pool(const clang::NamedDecl& what) const {
  return what.getCanonicalDecl() == pool_.getCanonicalDecl();
}

bool frozen_header::is_pool(clang::QualType type) const {
  const auto* const record = type->isReferenceType() ? nullptr : type->getAsCXXRecordDecl();
  return record != nullptr && is_pool(*record);
}

bool frozen_header::is_stop(const clang::ValueDecl& member) const {
  const auto* const method = dyn_cast<clang::CXXMethodDecl>(&member);
  return method != nullptr && is_pool(*method->getParent()) && method->getNameAsString() == "stop";
}

bool is_its_namespace(const clang::NamespaceDecl& what) {
  return what.getQualifiedNameAsString() == "threadpool";
}

verdict not_in_core(const clang::NamedDecl& what) {
  for (const auto& [name, reason] : instead)
    if (what.getNameAsString() == name) return by_hand(reason);
  return by_hand("the core has something else in its place");
}

}  // namespace migrate
