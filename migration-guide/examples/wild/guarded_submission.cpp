// guarded_submission - a database layer that knows whether its pool runs, and asks for results in its own way.
//
// Seen in: a build server's database layer.
// Pattern: a subclass with a flag around `start` and `stop`, and its own `perform` on top of callInThreadWithCallback.
// After relinking: nothing changes, and the log is silent: only kept members are used and overridden. That includes
// what the flag makes harmless, starting and stopping twice, and the restart.
// What leads on: nothing has to. The flag is what #tps004 and #tps005 of migration-guide/README.md recommend.

#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

/// The database is locked by somebody else; worth another attempt.
class Locked : public std::runtime_error {
 public:
  Locked() : std::runtime_error("database is locked") {}
};

/// Used by one thread.
class DatabasePool : public threadpool::ThreadPool {
 public:
  using Query = std::function<int()>;

  DatabasePool() : ThreadPool(1, 1, "database") {}
  ~DatabasePool() override { DatabasePool::stop(); }

  void start() override {
    if (running_) return;
    running_ = true;
    ThreadPool::start();
  }

  void stop() override {
    if (!running_) return;
    running_ = false;
    ThreadPool::stop();
  }

  /// Runs a query on the pool's thread, up to three times while the database is locked. Gives its result, or what is
  /// wrong, in words.
  std::future<std::string> perform(Query query) {
    if (!running_) throw std::logic_error("the database layer does not run");
    const auto promise = std::make_shared<std::promise<std::string>>();
    callInThreadWithCallback(
        [promise](bool success, const threadpool::Result& result) {
          promise->set_value(success ? std::to_string(result.get<int>()) : inWords(result.failure()));
        },
        attempt, std::move(query));
    return promise->get_future();
  }

 private:
  static int attempt(const Query& query) {
    for (int left = 2;; --left) {
      try {
        return query();
      } catch (const Locked&) {
        if (left == 0) throw;
      }
    }
  }

  static std::string inWords(const threadpool::Failure& failure) {
    return (failure.check<Locked>() ? "given up, " : "") + failure.message();
  }

  bool running_ = false;
};

void ask(DatabasePool& pool, const std::string& what, DatabasePool::Query query) {
  std::cout << what << ": ";
  try {
    std::cout << pool.perform(std::move(query)).get() << '\n';
  } catch (const std::logic_error& refusal) {
    std::cout << refusal.what() << '\n';
  }
}

void useDatabase() {
  DatabasePool database;
  threadpool::ThreadPool& pool = database;  // as the main loop sees it: overrides and all
  ask(database, "before start", [] { return 1; });
  pool.start();
  pool.start();
  ask(database, "rows", [] { return 42; });
  int locked = 2;
  ask(database, "locked twice", [&locked] { return locked-- > 0 ? throw Locked() : 7; });
  ask(database, "locked for good", []() -> int { throw Locked(); });
  ask(database, "no such table", []() -> int { throw std::runtime_error("no such table"); });
  pool.stop();
  pool.stop();
  ask(database, "after stop", [] { return 1; });
  pool.start();
  ask(database, "started again", [] { return 43; });
}

}  // namespace
}  // namespace wild

int main() {
  wild::useDatabase();
}
