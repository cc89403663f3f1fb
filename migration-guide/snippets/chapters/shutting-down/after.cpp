// shutting-down/after - stops a pool with a deadline, is told what is left, and is refused what comes too late.

#include <atomic>
#include <chrono>
#include <iostream>
#include <memory>

#include "cadre/pool.hpp"

// [snippet]
int main() {
  constexpr int letters = 20;
  // A task that outlasts the deadline goes on without its pool: so it owns what it touches.
  const auto sent = std::make_shared<std::atomic<int>>(0);
  cadre::pool pool({.limits = {1, 2}, .name = "mailer"});
  for (int i = 0; i < letters; ++i) pool.submit([sent] { ++*sent; });
  const cadre::stop_report left = pool.stop(cadre::stopping::drain, std::chrono::minutes(1));
  std::cout << "sent " << *sent << ", given up " << left.dropped << '\n';
  for (const auto& straggler : left.still_running) std::cout << straggler.thread << " still runs\n";

  try {
    pool.submit([sent] { ++*sent; });
  } catch (const cadre::already_quit&) {
    std::cout << "too late for another letter\n";
  }
}
// [end]
