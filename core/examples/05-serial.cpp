// 05-serial.cpp - data that many tasks change, and no lock: a strand.
//
// A serial_worker runs its tasks one after the other, in the order of submission, on the threads of a pool. So what
// only these tasks touch needs no mutex; and a task that has to wait for its turn costs no thread meanwhile, as it
// would if it waited for a mutex. A program may have thousands of them: one for each connection, account or file.

#include <cadre/pool.hpp>
#include <cadre/serial_worker.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace {

/// Its members are touched by tasks of its strand alone.
class account {
 public:
  explicit account(cadre::worker& on) : strand_(on) {}

  /// From any thread. Comes back at once.
  void deposit(int amount) {
    strand_.submit([this, amount] {
      balance_ += amount;
      ++entries_;
    });
  }

  void print(const std::string& name) {
    strand_.submit([this, name] { std::cout << name << ": " << balance_ << " after " << entries_ << " entries\n"; });
  }

 private:
  int balance_ = 0;
  int entries_ = 0;
  cadre::serial_worker strand_;
};

}  // namespace

int main() {
  cadre::pool pool({.limits = {0, 4}});
  account savings(pool);
  account current(pool);

  // From four threads at once, in whatever order; no deposit gets lost.
  for (int i = 1; i <= 100; ++i) {
    pool.submit([&savings, i] { savings.deposit(i); });
    pool.submit([&current] { current.deposit(1); });
  }
  // The strands' tasks run in tasks of the pool, so this waits for them as well.
  pool.wait_idle();
  savings.print("savings");
  pool.wait_idle();
  current.print("current");
  pool.wait_idle();

  // What one thread submits runs in its order.
  std::vector<int> order;
  cadre::serial_worker strand(pool);
  for (int i = 1; i <= 5; ++i) strand.submit([&order, i] { order.push_back(i); });
  pool.wait_idle();
  for (const int number : order) std::cout << number << ' ';
  std::cout << '\n';
}
