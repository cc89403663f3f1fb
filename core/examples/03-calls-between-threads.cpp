// 03-calls-between-threads: run this there, and give me the result here.
//
// Three questions decide which function to call. Where is it to run: on the loop's thread, or on another? Do you want
// the result? May you wait for it? A loop may never wait; a thread of a pool may, for a loop that is not its own.

#include <cadre/blocking_call.hpp>
#include <cadre/call_from_thread.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/defer_to_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace {

// The loop's own: only its tasks touch it, so it needs no lock.
std::map<std::string, int> stock = {{"apples", 3}};

int price_of(const std::string& what) {
  if (what != "apples") throw std::invalid_argument("no price for " + what);
  return 7;
}

// On the loop, for a result from a thread: defer_to_thread. It gives a future, which becomes ready on the loop.
void ask_for_price(cadre::loop_worker& loop, const std::string& what) {
  cadre::defer_to_thread(loop, price_of, what).then(boost::launch::sync, [](boost::future<int> price) {
    try {
      const int amount = price.get();
      std::cout << "the price is " << amount << '\n';
    } catch (const std::exception& error) {
      std::cout << "it failed there, and is known here: " << error.what() << '\n';
    }
  });
}

// On a thread, for a result from the loop: blocking_call. It waits, but not for ever.
void count_apples(cadre::loop_worker& loop) {
  const int count = cadre::blocking_call(loop, std::chrono::seconds(10), [] { return stock.at("apples"); });
  std::cout << "a thread was told that there are " << count << " apples\n";
  // Without waiting: call_from_thread.
  cadre::call_from_thread(loop, [&loop] {
    try {
      cadre::blocking_call(loop, std::chrono::seconds(10), [] {});
    } catch (const std::system_error&) {
      std::cout << "the loop cannot wait for itself, and need not\n";
    }
    loop.stop();
  });
}

}  // namespace

int main() {
  cadre::loop_worker loop;
  loop.suggest_pool_size(1);  // one after the other, so that this prints the same each time

  // Several calls as one task, in order: call_multiple_in_thread.
  std::vector<cadre::task> steps;
  steps.emplace_back([] { std::cout << "one\n"; });
  steps.emplace_back([] { std::cout << "two\n"; });
  steps.emplace_back([&loop] {
    cadre::call_from_thread(loop, [&loop] {
      ask_for_price(loop, "apples");
      ask_for_price(loop, "pears");
      cadre::call_in_thread(loop, count_apples, std::ref(loop));
    });
  });
  cadre::call_multiple_in_thread(loop.default_pool(), std::move(steps));

  loop.run();

  try {
    cadre::blocking_call(loop, std::chrono::seconds(10), [] {});
  } catch (const cadre::already_quit&) {
    std::cout << "nobody is kept waiting by a loop that has stopped\n";
  }
}
