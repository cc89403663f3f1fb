#include "clang_reader.hpp"

#include "bad_input.hpp"
#include "clang_run.hpp"
#include "compiler_arguments.hpp"
#include "move_finder.hpp"
#include "use_finder.hpp"

namespace migrate {

void require_clang() {
  if (resource_folder().empty())
    throw bad_input("clang's own headers are missing: install libclang-common-" CADRE_CLANG_VERSION "-dev");
}

namespace {

reading read_with(const compilation& each, unit_findings (*find)(clang::ASTContext&)) {
  reading result;
  const auto look = [&](clang::ASTContext& context) { result.found = find(context); };
  const auto arguments = reading_arguments(each);
  result.errors = run_clang(each, arguments, look);
  if (result.errors.empty()) return result;
  const auto newer = with_newer_standard(arguments);
  result.newer_standard = !newer.empty() && run_clang(each, newer, look).empty();
  if (result.newer_standard) result.errors.clear();
  return result;
}

}  // namespace

reading read_uses(const compilation& each) {
  return read_with(each, find_uses);
}

reading read_moves(const compilation& each) {
  return read_with(each, find_moves);
}

std::vector<std::string> errors_with(const compilation& each, const texts& instead) {
  const auto arguments = reading_arguments(each);
  const auto newer = with_newer_standard(arguments);
  return run_clang(each, newer.empty() ? arguments : newer, {}, instead);
}

std::vector<std::string> errors_without_removed(const compilation& each) {
  auto arguments = reading_arguments(each);
  arguments.insert(arguments.begin(), "-DTHREADPOOL_DISABLE_REMOVED");
  auto errors = run_clang(each, arguments, {});
  if (errors.empty()) return errors;
  const auto newer = with_newer_standard(arguments);
  if (newer.empty()) return errors;
  auto fewer = run_clang(each, newer, {});
  return fewer.size() < errors.size() ? fewer : errors;
}

}  // namespace migrate
