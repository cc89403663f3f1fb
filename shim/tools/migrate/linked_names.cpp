#include "linked_names.hpp"

namespace migrate {

void linked_names::note(const clang::ValueDecl& what, bool is_defined) {
  const std::string type = what.getType().getCanonicalType().getAsString();
  if (!what.isExternallyVisible() || type.find("threadpool::ThreadPool") == type.npos) return;
  all_[what.getQualifiedNameAsString()] |= is_defined;
}

}  // namespace migrate
