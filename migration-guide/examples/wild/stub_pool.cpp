// stub_pool - tests put something simpler in the pool's place.
//
// Seen in: the tests of several programs.
// Pattern: a class with `start`, `stop` and callInThreadWithCallback only, a subclass or just something of that shape:
// one calls the function at once, another does nothing. The code under test uses no more than that.
// After relinking: nothing changes, and the log is silent. An override of callInThreadWithCallback receives what
// callInThread is given, too.
// What leads on: nothing has to: this is the minimal surface.

#include <exception>
#include <iostream>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::Failure;
using threadpool::Function;
using threadpool::OnResult;
using threadpool::Result;
using threadpool::ThreadPool;

/// Starts nothing: runs each function where it is submitted.
class ImmediatePool : public ThreadPool {
 public:
  using ThreadPool::callInThreadWithCallback;
  void start() override { ++starts; }
  void stop() override { ++stops; }
  void callInThreadWithCallback(OnResult onResult, Function function) override {
    Result result;
    try {
      result = Result::success(function());
    } catch (...) {
      result = Result::failed(Failure(std::current_exception()));
    }
    if (onResult) onResult(result.ok(), result);
  }

  int starts = 0;
  int stops = 0;
};

/// Does nothing at all.
class NoPool {
 public:
  void start() {}
  void stop() {}
  void callInThreadWithCallback(const OnResult&, const Function&) {}
};

std::string addressOf(const std::string& host) {
  if (host.empty()) throw std::invalid_argument("no host");
  return "192.0.2." + std::to_string(host.size());
}

/// The code under test. The pool is whatever has the three members.
template <class Pool>
class Resolver {
 public:
  explicit Resolver(Pool& pool) : pool_(pool) { pool_.start(); }

  void lookUp(const std::string& host) {
    pool_.callInThreadWithCallback([this, host](bool success, const Result& result) { answer(host, success, result); },
                                   [host] { return addressOf(host); });
  }

  /// Stops the pool; gives the answers that came.
  std::map<std::string, std::string> finish() {
    pool_.stop();
    return std::move(answers_);
  }

 private:
  void answer(const std::string& host, bool success, const Result& result) {
    const std::lock_guard lock(mutex_);
    answers_[host] = success ? result.get<std::string>() : result.failure().message();
  }

  Pool& pool_;
  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
};

template <class Pool>
void test(const char* name, Pool& pool) {
  Resolver<Pool> resolver(pool);
  for (const char* host : {"example", "localhost", ""}) resolver.lookUp(host);
  const auto answers = resolver.finish();
  std::cout << name << ": " << answers.size() << " answers\n";
  for (const auto& [host, address] : answers) std::cout << "  '" << host << "' is " << address << '\n';
}

}  // namespace
}  // namespace wild

int main() {
  wild::ThreadPool pool(1, 3, "resolver");
  wild::test("pool", pool);
  wild::ImmediatePool immediate;
  wild::test("immediate", immediate);
  int calls = 0;
  immediate.callInThread([&calls] { ++calls; });
  std::cout << "immediate: started " << immediate.starts << ", stopped " << immediate.stops << ", called " << calls
            << '\n';
  wild::NoPool none;
  wild::test("none", none);
}
