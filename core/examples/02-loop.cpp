// 02-loop: the main thread of a program is a loop.
//
// Many programs have one thread on which everything that matters happens, and hand on what would hold it up. A
// loop_worker is that thread's queue: any thread may submit to it, and the thread that calls run() does the work. With
// it comes a pool for what takes long; the two start and end together.

#include <atomic>
#include <cadre/call_from_thread.hpp>
#include <cadre/call_in_thread.hpp>
#include <cadre/in_loop_thread.hpp>
#include <cadre/loop_worker.hpp>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <exception>
#include <functional>
#include <iostream>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

std::atomic<cadre::loop_worker*> interrupted{nullptr};

// A handler may do very little; stop() is made for it.
void on_interrupt(int /*signal*/) {
  interrupted.load()->stop();
}

void print_error(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& e) {
    std::cout << "reported: " << e.what() << '\n';
  }
}

// It runs on a thread of the pool, where it may take its time, and brings the result to the loop.
void add_up(cadre::loop_worker& loop) {
  std::vector<int> numbers(1000);
  std::iota(numbers.begin(), numbers.end(), 1);
  const int sum = std::accumulate(numbers.begin(), numbers.end(), 0);
  cadre::call_from_thread(loop, [&loop, sum] {
    std::cout << "1 + 2 + ... + 1000 = " << sum << ", says the loop's thread: " << cadre::in_loop_thread() << '\n';
    // Later, for instance when the user presses Ctrl-C.
    loop.submit_at(loop.now() + std::chrono::milliseconds(20), [] { std::raise(SIGINT); });
  });
}

}  // namespace

int main() {
  std::cout << std::boolalpha;
  cadre::loop_worker loop({.errors = print_error});
  interrupted = &loop;
  std::signal(SIGINT, on_interrupt);

  // Before it runs, the loop keeps what it is given, and so does its pool.
  loop.submit([] { std::cout << "first\n"; });
  loop.submit([&loop] {
    // Never run inside of submit: the next turn will do.
    loop.submit([] { std::cout << "third\n"; });
    std::cout << "second\n";
  });
  loop.submit([] { throw std::runtime_error("a task that fails stops no other"); });
  loop.submit([&loop] { cadre::call_in_thread(loop, add_up, std::ref(loop)); });

  const std::size_t tasks = loop.run();

  std::cout << "the loop ran " << tasks << " tasks, and has stopped: " << loop.closed() << '\n';
  try {
    cadre::call_in_thread(loop, [] { std::cout << "never\n"; });
  } catch (const cadre::already_quit&) {
    std::cout << "its pool has ended with it, and says so\n";
  }
}
