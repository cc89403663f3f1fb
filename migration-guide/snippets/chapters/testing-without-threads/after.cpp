// testing-without-threads/after - the code takes any worker; the test's runs a task when the test says so.

#include <iostream>
#include <sstream>
#include <string>

#include "cadre/memory_worker.hpp"
#include "cadre/worker.hpp"

// [snippet]
/// The code under test.
class WordCount {
 public:
  explicit WordCount(cadre::worker& worker) : worker_(worker) {}
  void add(const std::string& text) {
    worker_.submit([this, text] {
      std::istringstream words(text);
      for (std::string word; words >> word;) ++count_;
    });
  }
  int count() const { return count_; }

 private:
  cadre::worker& worker_;
  int count_ = 0;
};

int main() {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  WordCount words(worker);
  words.add("to be or not");
  words.add("to be");
  if (words.count() != 0) return 1;  // nothing has run yet
  if (!perform() || words.count() != 4) return 1;
  if (!perform() || perform()) return 1;  // that was the last one
  std::cout << words.count() << " words\n";
}
// [end]
