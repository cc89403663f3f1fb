// results-and-callbacks/before - each outcome goes to an onResult.

#include <iostream>
#include <stdexcept>
#include <string>

#include "threadpool/ThreadPool.h"

namespace {

int parse(const std::string& text) {
  if (text.find_first_not_of("0123456789") != std::string::npos) throw std::invalid_argument("not a number");
  return std::stoi(text);
}

}  // namespace

// [snippet]
void tell(const std::string& text, bool success, const threadpool::Result& result) {
  std::cout << text << ": ";
  if (success)
    std::cout << result.get<int>() << '\n';
  else
    std::cout << result.failure().message() << '\n';
}

int main() {
  threadpool::ThreadPool pool(1, 1, "parser");
  pool.start();
  for (const std::string text : {"42", "seven"})
    pool.callInThreadWithCallback(
        [text](bool success, const threadpool::Result& result) { tell(text, success, result); }, parse, text);
  pool.stop();
}
// [end]
