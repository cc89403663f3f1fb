#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "complain.hpp"

namespace migrate {
namespace {

std::string beside_this_program() {
  std::error_code none;
  return (std::filesystem::read_symlink("/proc/self/exe", none).parent_path() / "threadpool-scan").string();
}

}  // namespace

int scan(const options& wanted) {
  std::vector<std::string> words = wanted.scanned;
  words.insert(words.begin(), "threadpool-scan");
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const std::string neighbour = beside_this_program();
  ::execv(neighbour.c_str(), pointers.data());
  ::execvp(words.front().c_str(), pointers.data());
  complain("threadpool-scan cannot be run: " + std::generic_category().message(errno) + ". It is neither " + neighbour +
           " nor in PATH: install it beside this program");
  return bad_usage;
}

}  // namespace migrate
