// per-thread-state/after - hooks of the pool open and close a connection for each thread.

#include <array>
#include <atomic>
#include <cstddef>
#include <iostream>
#include <memory>

#include "cadre/pool.hpp"

namespace {

/// Not to be shared by threads.
struct Connection {
  int square_of(int id) const { return id * id; }
};

thread_local std::unique_ptr<Connection> connection;
std::atomic<int> opened{0}, closed{0};

}  // namespace

// [snippet]
void open_connection() {
  connection = std::make_unique<Connection>();
  ++opened;
}

void close_connection() {
  connection.reset();
  ++closed;
}

int main() {
  std::array<int, 4> rows{};
  cadre::pool pool(
      {.limits = {2, 2}, .name = "database", .hooks = {.start = open_connection, .exit = close_connection}});
  for (std::size_t id = 0; id < rows.size(); ++id)
    pool.submit([&rows, id] { rows.at(id) = connection->square_of(static_cast<int>(id)); });
  pool.stop();
  for (const int row : rows) std::cout << "row " << row << '\n';
  std::cout << opened << " opened, " << closed << " closed\n";
}
// [end]
