// per-thread-state/before - a thread factory opens and closes a connection for each thread.
// Logs: TPS012

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "threadpool/ThreadPool.h"

namespace {

/// Not to be shared by threads.
struct Connection {
  int squareOf(int id) const { return id * id; }
};

thread_local std::unique_ptr<Connection> connection;
std::atomic<int> opened{0}, closed{0};

}  // namespace

// [snippet]
void openConnection() {
  connection = std::make_unique<Connection>();
  ++opened;
}

void closeConnection() {
  connection.reset();
  ++closed;
}

class DatabasePool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  ~DatabasePool() override { DatabasePool::stop(); }

  std::shared_ptr<threadpool::Thread> threadFactory(std::function<void()> body, const std::string& name) override {
    const auto connected = [body = std::move(body)] {
      openConnection();
      body();
      closeConnection();
    };
    return ThreadPool::threadFactory(connected, name);
  }
};

int main() {
  std::array<int, 4> rows{};
  DatabasePool pool(2, 2, "database");
  pool.start();
  for (std::size_t id = 0; id < rows.size(); ++id)
    pool.callInThread([&rows, id] { rows.at(id) = connection->squareOf(static_cast<int>(id)); });
  pool.stop();
  for (const int row : rows) std::cout << "row " << row << '\n';
  std::cout << opened << " opened, " << closed << " closed\n";
}
// [end]
