// Locks across fork.

#define BOOST_TEST_MODULE forkable_mutex
#include "deprecation/forkable_mutex.hpp"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <latch>
#include <mutex>
#include <thread>

namespace {

using cadre::shim::forkable_mutex;

forkable_mutex& one() {
  static forkable_mutex& only = *new forkable_mutex;
  return only;
}

forkable_mutex& another() {
  static forkable_mutex& only = *new forkable_mutex;
  return only;
}

// TSan keeps a record of each mutex under a lock of its own, which a fork may find locked by another thread.
#if defined(__SANITIZE_THREAD__)
constexpr bool locks_survive_a_fork = false;
#else
constexpr bool locks_survive_a_fork = true;
#endif

// Past what sanitizers do at the end: they would miss the threads that a child does not have.
[[noreturn]] void leave(int status) {
  syscall(SYS_exit_group, status);
  std::abort();
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_lets_one_in_at_a_time) {
  int count = 0;
  std::latch together(2);
  const auto add = [&] {
    together.arrive_and_wait();
    for (int i = 0; i < 10'000; ++i) {
      const std::lock_guard lock(one());
      ++count;
    }
  };
  std::thread other(add);
  add();
  other.join();
  BOOST_TEST(count == 20'000);
}

// The other thread takes and leaves the locks all the time: with plain ones a child would find one locked.
BOOST_AUTO_TEST_CASE(a_child_finds_it_free_whatever_other_threads_do,
                     *boost::unit_test::enable_if<locks_survive_a_fork>()) {
  // Relaxed: it ends the loop, and guards nothing.
  std::atomic<bool> done{false};
  std::thread busy([&] {
    while (!done.load(std::memory_order_relaxed)) {
      {
        const std::lock_guard lock(one());
      }
      { const std::lock_guard lock(another()); }
    }
  });
  for (int i = 0; i < 50; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(20);  // what waits for ever is ended, and seen below
      { const std::lock_guard lock(one()); }
      { const std::lock_guard lock(another()); }
      leave(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    BOOST_TEST_REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  }
  done.store(true, std::memory_order_relaxed);
  busy.join();
}

// The forking thread waits for who holds it, and the child does not.
BOOST_AUTO_TEST_CASE(a_fork_waits_for_who_holds_it) {
  std::latch held(1);
  std::atomic<bool> about_to_release{false};
  std::thread holder([&] {
    const std::lock_guard lock(one());
    held.count_down();
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    // Release: who gets the lock later sees it; that is also what the lock itself orders.
    about_to_release.store(true, std::memory_order_release);
  });
  held.wait();
  const pid_t child = fork();
  if (child == 0) leave(about_to_release.load(std::memory_order_acquire) ? 0 : 1);
  holder.join();
  int status = 0;
  waitpid(child, &status, 0);
  BOOST_TEST((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}
