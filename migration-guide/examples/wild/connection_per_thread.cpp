// connection_per_thread - each thread of the pool has a database connection of its own.
//
// Seen in: a repository server, a scientific database.
// Pattern: a subclass overrides `startAWorker`: it counts the worker, takes a first job off `q()`, and makes a thread
// of its own that opens a connection, runs that job, and then `_worker()`. After relinking: this one differs. The
// override is never called, and the log says so with the name of the class (TPS033). Every job still runs, but on
// threads without a connection: the queries below say that, and the exit status is 1. connection_per_thread.patch tells
// the pool what each of its threads has to do first; then all is as it was. What leads on:
// migration-guide/README.md#tps033.

#include <array>
#include <atomic>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "threadpool/ThreadPool.h"

namespace wild {

/// A connection to the database; not to be shared by threads.
class Connection {
 public:
  std::string query(int id) const { return "row " + std::to_string(id * id); }
};

thread_local std::unique_ptr<Connection> ownConnection;

class ConnectionPool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  ~ConnectionPool() override { ConnectionPool::stop(); }

  void start() override {
    opened_ = closed_ = 0;
    ThreadPool::start();
  }

  void stop() override {
    ThreadPool::stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  void startAWorker() override {
    setWorkers(workers() + 1);
    threads_.emplace_back([this, first = q().get_nowait()]() mutable {
      connect();
      if (first) first->run();
      _worker();
      disconnect();
    });
  }

  int opened() const { return opened_; }
  int closed() const { return closed_; }

 private:
  void connect() {
    ownConnection = std::make_unique<Connection>();
    ++opened_;
  }

  void disconnect() {
    ownConnection.reset();
    ++closed_;
  }

  std::atomic<int> opened_{0};  // counters that order nothing; read after stop
  std::atomic<int> closed_{0};
  std::vector<std::thread> threads_;
};

namespace {

std::string query(int id) {
  if (!ownConnection) throw std::runtime_error("no connection");
  return ownConnection->query(id);
}

class Repository {
 public:
  /// Queries half of the rows before the pool starts, and half after it; gives the exit status.
  int run() {
    submit(0, 4);
    pool_.start();
    std::cout << pool_.workers() << " workers\n";
    submit(4, 8);
    pool_.stop();
    for (std::size_t id = 0; id < answers_.size(); ++id) std::cout << "query " << id << ": " << answers_[id] << '\n';
    std::cout << "connections opened: " << pool_.opened() << ", closed: " << pool_.closed()
              << "; queries without one: " << failures_ << '\n';
    return failures_ == 0 ? 0 : 1;
  }

 private:
  void submit(int from, int to) {
    for (int id = from; id < to; ++id) {
      pool_.callInThreadWithCallback(
          [this, id](bool success, threadpool::Result result) {
            if (!success) ++failures_;
            answers_.at(static_cast<std::size_t>(id)) =
                success ? result.get<std::string>() : result.failure().message();
          },
          query, id);
    }
  }

  std::array<std::string, 8> answers_;
  std::atomic<int> failures_{0};  // as the counters of the pool
  ConnectionPool pool_{2, 2, "repository"};
};

}  // namespace
}  // namespace wild

int main() {
  return wild::Repository().run();
}
