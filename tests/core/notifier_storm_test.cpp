// notifier_storm_test.cpp - ten thousand signals a second at a thread that submits all the time: nothing blocks, and
// each notice is accounted for. Bounded by CADRE_STORM_SECONDS (default 2) for each case.

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/notifier.hpp>
#include <cadre/pool.hpp>
#include <cadre/serial_worker.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>

#include "probe.hpp"

using cadre_test::probe;

namespace {

std::chrono::seconds duration() {
  const char* const text = std::getenv("CADRE_STORM_SECONDS");
  return std::chrono::seconds(text != nullptr ? std::stoul(text) : 2);
}

/// What the handler works on, and what everybody counts. Counts alone, so relaxed.
struct ledger {
  cadre::notifier* door = nullptr;
  cadre::notice run;
  int burst = 1;  ///< notices for each signal
  volatile sig_atomic_t inside_submit = 0;
  std::atomic<std::uint64_t> signals{0};
  std::atomic<std::uint64_t> interrupted{0};  ///< submits, of these
  std::atomic<std::uint64_t> notified{0};
  std::atomic<std::uint64_t> turned_away{0};
  std::atomic<std::uint64_t> notices_ran{0};
  std::atomic<std::uint64_t> full{0};     ///< reported
  std::atomic<std::uint64_t> refused{0};  ///< reported
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> ran{0};

  static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

  void notify() noexcept { ++(door->notify(run) ? notified : turned_away); }
  void note(const std::exception_ptr& error) {
    try {
      std::rethrow_exception(error);
    } catch (const cadre::notices_lost& loss) {
      (loss.cause() ? refused : full) += loss.count();
    }
  }
};

/// While it lives, SIGALRM comes to the thread that made it, every 100 microseconds.
class storm {
 public:
  explicit storm(ledger& books) {
    target() = &books;
    struct sigaction ours {};
    ours.sa_handler = [](int) { strike(*target()); };
    ours.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &ours, nullptr);
    sigevent to_this_thread{};
    to_this_thread.sigev_notify = SIGEV_THREAD_ID;
    to_this_thread.sigev_signo = SIGALRM;
    to_this_thread._sigev_un._tid = gettid();
    BOOST_REQUIRE(timer_create(CLOCK_MONOTONIC, &to_this_thread, &timer_) == 0);
    constexpr timespec interval{.tv_sec = 0, .tv_nsec = 100'000};
    constexpr itimerspec often{.it_interval = interval, .it_value = interval};
    BOOST_REQUIRE(timer_settime(timer_, 0, &often, nullptr) == 0);
  }
  // What TSan has kept back comes later still.
  ~storm() {
    timer_delete(timer_);
    signal(SIGALRM, SIG_IGN);
  }
  storm(const storm&) = delete;
  storm& operator=(const storm&) = delete;

 private:
  static ledger*& target() {
    static ledger* books = nullptr;
    return books;
  }
  static void strike(ledger& books) noexcept {
    ++books.signals;
    if (books.inside_submit != 0) ++books.interrupted;
    for (int i = 0; i < books.burst; ++i) books.notify();
  }

  timer_t timer_{};
};

/// A task whose destructor, wherever it runs, submits another one or notifies.
auto task_with_an_end(ledger& books, cadre::worker& to, std::uint64_t number) {
  return [&books, end = probe([&books, &to, number] {
                    if (number % 2 == 0) return books.notify();
                    try {
                      to.submit([&books] { ++books.ran; });
                      ++books.accepted;
                    } catch (const cadre::backlog_full&) {
                    }
                  })] { ++books.ran; };
}

/// Memory is finite, and a strand's queue has no bound.
constexpr std::uint64_t most_waiting = 4096;

/// Submits to `to` until the time is up, interrupted all the time.
void submit_under_fire(ledger& books, cadre::worker& to) {
  const storm signals(books);
  const auto end = std::chrono::steady_clock::now() + duration();
  for (std::uint64_t number = 0; std::chrono::steady_clock::now() < end; ++number) {
    bool accepted = true;
    books.inside_submit = 1;
    try {
      if (number % 16 < 2)
        to.submit(task_with_an_end(books, to, number));
      else
        to.submit([&books] { ++books.ran; });
    } catch (const cadre::backlog_full&) {
      accepted = false;
    }
    books.inside_submit = 0;
    if (accepted) ++books.accepted;
    while (books.accepted > books.ran + most_waiting && std::chrono::steady_clock::now() < end)
      std::this_thread::yield();
  }
}

void expect_exact(const ledger& books, std::uint64_t lost) {
  BOOST_TEST_MESSAGE(books.signals << " signals, " << books.interrupted << " of them inside of submit; "
                                   << books.notified << " notices on their way, " << lost << " turned away, "
                                   << books.refused << " refused; " << books.accepted << " submits");
  BOOST_TEST(books.signals >= 100U * static_cast<std::uint64_t>(duration().count()));
  BOOST_TEST(books.interrupted > 0U);
  BOOST_TEST(books.turned_away == lost);
  BOOST_TEST(books.full == lost);
  BOOST_TEST(books.notices_ran + books.refused == books.notified);
  BOOST_TEST(books.ran == books.accepted);
}

/// A pool, and a notifier of `capacity` places for it, under fire. The pool refuses what is too much for it.
void weather_a_storm(std::size_t capacity, int burst, bool through_a_strand) {
  ledger books;
  books.burst = burst;
  std::uint64_t lost = 0;
  {
    cadre::pool pool({.limits = {0, 2}, .backlog = {.tasks = 256, .otherwise = cadre::when_full::refuse}});
    cadre::serial_worker strand(pool);
    cadre::worker& to = through_a_strand ? static_cast<cadre::worker&>(strand) : pool;
    cadre::notifier door(to, {.capacity = capacity, .errors = [&](const auto& error) { books.note(error); }});
    books.door = &door;
    books.run = door.add([&books] { ++books.notices_ran; });
    submit_under_fire(books, to);
    // Destructors of the last tasks notify: so they come before the notifier's.
    pool.wait_idle();
    lost = door.lost();
  }
  expect_exact(books, lost);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notifier_storm)

// C-01 C-02 C-03 C-04
BOOST_AUTO_TEST_CASE(a_handler_that_interrupts_submit) {
  weather_a_storm(1024, 1, false);
}

// C-11 C-12: with more notices than the ring has room for.
BOOST_AUTO_TEST_CASE(a_handler_that_finds_the_ring_full) {
  weather_a_storm(2, 5, false);
}

// The same with a strand in between.
BOOST_AUTO_TEST_CASE(a_handler_that_interrupts_a_strand) {
  weather_a_storm(64, 2, true);
}

BOOST_AUTO_TEST_SUITE_END()
