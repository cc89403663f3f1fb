// 08-coroutines.cpp - a coroutine says on which worker it goes on, and reads from top to bottom all the same.
//
// An order is looked up by a pool, where that may block; it is booked on a thread_worker, which has the account to
// itself, so the account needs no lock; and the answer is awaited by main. Where one line follows the other here, tasks
// and continuations would stand in three functions.

#include <cadre/async.hpp>
#include <cadre/coroutine.hpp>
#include <cadre/get.hpp>
#include <cadre/pool.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

/// Takes its time, in a real program: so it is the pool's business.
int price_of(const std::string& article) {
  static const std::map<std::string, int> prices = {{"tea", 3}, {"honey", 7}, {"bread", 4}};
  const auto found = prices.find(article);
  if (found == prices.end()) throw std::out_of_range("we have no " + article);
  return found->second;
}

/// Touched by the cashier's tasks alone.
struct account {
  int balance = 10;
};

/// Parameters are copied into the coroutine, which may outlive the caller's text. References are not: pool, cashier and
/// account have to be there until the end.
cadre::eager<std::string> order(cadre::pool& pool, cadre::worker& cashier, account& paid_from, std::string article) {
  // No thread waits here. What price_of throws is thrown here again, with its type.
  const int price = co_await cadre::result_of(cadre::async(pool, price_of, article), cashier);
  if (price > paid_from.balance) co_return article + " costs too much";
  paid_from.balance -= price;
  co_await cadre::resume_on(pool);  // the cashier is free for the next one, while the receipt is written
  co_return article + " for " + std::to_string(price);
}

std::string answer_to(cadre::eager<std::string> ordered) {
  try {
    return cadre::get(std::move(ordered));
  } catch (const std::out_of_range& error) {
    return error.what();
  }
}

}  // namespace

int main() {
  account ours;
  std::thread thread;
  cadre::pool pool({.limits = {0, 2}});
  cadre::thread_worker cashier([&thread](std::function<void()> body) { thread = std::thread(std::move(body)); });

  for (const char* article : {"tea", "gold", "honey", "bread"})
    std::cout << answer_to(order(pool, cashier, ours, article)) << '\n';

  cashier.quit();
  thread.join();
  std::cout << "left: " << ours.balance << '\n';
}
