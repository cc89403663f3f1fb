#include "bad_input.hpp"
#include "clang_reader.hpp"

namespace migrate {
namespace {

[[noreturn]] void refuse() {
  throw bad_input(
      "this program was built without clang: install libclang-19-dev and llvm-19-dev, and build it again. Until then "
      "the compiler lists uses with -DTHREADPOOL_WARN_REMOVED_UP_TO=0x020000");
}

}  // namespace

void require_clang() {
  refuse();
}

reading read_uses(const compilation& /*each*/) {
  refuse();
}

reading read_moves(const compilation& /*each*/) {
  refuse();
}

std::vector<std::string> errors_with(const compilation& /*each*/, const texts& /*instead*/) {
  refuse();
}

std::vector<std::string> errors_without_removed(const compilation& /*each*/) {
  refuse();
}

}  // namespace migrate
