// testing-without-threads/before - a test puts a pool that runs everything at once in the place of the real one.

#include <iostream>
#include <sstream>
#include <string>

#include "threadpool/ThreadPool.h"

// [snippet]
/// The code under test.
class WordCount {
 public:
  explicit WordCount(threadpool::ThreadPool& pool) : pool_(pool) {}
  void add(const std::string& text) {
    pool_.callInThread([this, text] {
      std::istringstream words(text);
      for (std::string word; words >> word;) ++count_;
    });
  }
  int count() const { return count_; }

 private:
  threadpool::ThreadPool& pool_;
  int count_ = 0;
};

/// Runs each job inside of the call that submits it.
class ImmediatePool : public threadpool::ThreadPool {
 public:
  using ThreadPool::callInThreadWithCallback;
  void callInThreadWithCallback(threadpool::OnResult, threadpool::Function function) override { function(); }
};

int main() {
  ImmediatePool pool;
  WordCount words(pool);
  words.add("to be or not");
  words.add("to be");
  std::cout << words.count() << " words\n";
}
// [end]
