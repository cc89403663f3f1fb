// results-and-callbacks/after - each outcome is in a future, and a continuation takes the place of onResult.

#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <boost/thread/future.hpp>

#include "cadre/async.hpp"
#include "cadre/get.hpp"
#include "cadre/pool.hpp"
#include "cadre/then.hpp"

namespace {

int parse(const std::string& text) {
  if (text.find_first_not_of("0123456789") != std::string::npos) throw std::invalid_argument("not a number");
  return std::stoi(text);
}

}  // namespace

// [snippet]
void tell(const std::string& text, boost::future<int> result) {
  std::cout << text << ": ";
  try {
    std::cout << result.get() << '\n';
  } catch (const std::exception& failure) {
    std::cout << failure.what() << '\n';
  }
}

int main() {
  cadre::pool pool({.limits = {1, 1}, .name = "parser"});
  std::vector<boost::future<void>> told;
  for (const std::string text : {"42", "seven"})
    told.push_back(cadre::then(cadre::async(pool, parse, text), pool,
                               [text](boost::future<int> result) { tell(text, std::move(result)); }));
  // A continuation is submitted when its result is there: a pool that has quit by then refuses it.
  for (auto& each : told) cadre::get(std::move(each));
  pool.stop();
}
// [end]
