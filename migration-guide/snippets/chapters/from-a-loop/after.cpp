// from-a-loop/after - a loop_worker is the inbox, and brings a pool along.

#include <iostream>
#include <sstream>
#include <string>

#include "cadre/call_from_thread.hpp"
#include "cadre/call_in_thread.hpp"
#include "cadre/loop_worker.hpp"

namespace {

int words_in(const std::string& text) {
  std::istringstream stream(text);
  int count = 0;
  for (std::string word; stream >> word;) ++count;
  return count;
}

}  // namespace

// [snippet]
int main() {
  cadre::loop_worker loop;
  int total = 0, left = 3;  // touched by the loop's tasks alone
  for (const std::string text : {"to be", "or not to be", "that is the question"})
    cadre::call_in_thread(loop, [&loop, &total, &left, text] {
      const int words = words_in(text);
      cadre::call_from_thread(loop, [&loop, &total, &left, words] {
        total += words;
        if (--left == 0) loop.stop();
      });
    });
  loop.run();
  std::cout << total << " words\n";
}
// [end]
