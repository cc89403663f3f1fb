// eager_faults_test.cpp - proves what cadre/eager.hpp promises of coroutines that fail.

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/eager.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/resume_on.hpp>
#include <coroutine>
#include <csignal>
#include <cstddef>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"

using cadre::eager;
using cadre::resume_on;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::scarce_memory;

namespace {

/// Destroys the coroutine that awaits it.
struct destroyer {
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> who) const noexcept { who.destroy(); }
  void await_resume() const noexcept {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(eager_faults)

// M-02: the future gets the very object that was thrown, whatever its type.
BOOST_AUTO_TEST_CASE(errors_keep_their_type) {
  const auto fails = [](std::exception_ptr with) -> eager<int> {
    std::rethrow_exception(with);
    co_return 0;
  };
  const std::exception_ptr thrown = std::make_exception_ptr(deliberate("thrown"));
  try {
    fails(thrown).get();
    BOOST_ERROR("nothing was thrown");
  } catch (const deliberate&) {
    BOOST_CHECK(std::current_exception() == thrown);
  }
  BOOST_CHECK_THROW(fails(std::make_exception_ptr(3)).get(), int);
}

// C-20: to the first worker among the parameters; once, and only if nobody fetched it.
BOOST_AUTO_TEST_CASE(an_error_that_nobody_fetches_is_reported) {
  recorded_errors errors;
  recorded_errors others;
  cadre::pool pool({.limits = {0, 1}, .errors = errors.sink()});
  cadre::pool second({.limits = {0, 1}, .errors = others.sink()});
  const auto fails = [](const std::string& text, cadre::worker& /*first*/, cadre::pool& /*second*/) -> eager<int> {
    throw deliberate(text);
    co_return 0;
  };
  static_cast<void>(fails("lost", pool, second));
  BOOST_TEST(errors.claim("deliberate lost") == 1U);
  BOOST_CHECK_THROW(fails("fetched", pool, second).get(), deliberate);
  BOOST_TEST(errors.unclaimed() == 0U);
  const auto of_nobody = []() -> eager<int> {
    throw deliberate("nobody hears of it");
    co_return 0;
  };
  static_cast<void>(of_nobody());
}

// DEF-29
BOOST_AUTO_TEST_CASE(a_destroyed_coroutine_breaks_its_promise) {
  int gone = 0;
  const auto go = [](probe /*parameter*/) -> eager<int> {
    co_await destroyer();
    co_return 1;
  };
  eager<int> result = go(probe([&gone] { ++gone; }));
  BOOST_TEST(gone == 1);
  BOOST_REQUIRE(result.is_ready());
  BOOST_CHECK_THROW(result.get(), boost::broken_promise);
}

// Whichever move of the value fails on its way: that is then the result, and the coroutine is destroyed once.
BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_moved_is_an_error) {
  struct brittle {
    int* moves_left;
    explicit brittle(int& moves) : moves_left(&moves) {}
    brittle(brittle&& other) : moves_left(other.moves_left) {  // NOLINT: it throws
      if (--*moves_left == 0) throw deliberate("moved");
    }
    brittle& operator=(brittle&&) = default;
  };
  const auto go = [](int& moves, probe /*parameter*/) -> eager<brittle> { co_return brittle(moves); };
  bool arrived = false;
  int failures = 0;
  for (int moves = 1; !arrived; ++moves) {
    int gone = 0;
    int left = moves;
    eager<brittle> result = go(left, probe([&gone] { ++gone; }));
    BOOST_TEST(gone == 1);
    BOOST_REQUIRE(result.is_ready());
    arrived = result.has_value();
    if (arrived) continue;
    BOOST_CHECK_THROW(result.get(), deliberate);
    ++failures;
  }
  BOOST_TEST(failures >= 2);
}

// Without memory a coroutine is not begun, or it fails, or it goes on.
BOOST_AUTO_TEST_CASE(without_memory_nothing_is_lost) {
  bool enough = false;
  for (std::size_t granted = 0; !enough; ++granted) {
    int gone = 0;
    std::string how = "nothing yet";
    cadre::memory_worker worker;
    const auto perform = worker.perform();
    const auto go = [](cadre::worker& to, std::string& seen, probe /*parameter*/) -> eager<void> {
      bool there = true;
      try {
        co_await resume_on(to);
      } catch (const std::bad_alloc&) {
        there = false;
      }
      seen = there ? "there" : "bad_alloc";
    };
    probe parameter([&gone] { ++gone; });
    std::optional<eager<void>> done;
    {
      const scarce_memory shortage(granted, cadre_test::shortage::for_one);
      try {
        done.emplace(go(worker, how, std::move(parameter)));
      } catch (const std::bad_alloc&) {
      }
      enough = !shortage.refused();
    }
    const bool suspended = done && !done->is_ready();
    BOOST_TEST(perform() == suspended);
    BOOST_TEST(how == (!done ? "nothing yet" : suspended ? "there" : "bad_alloc"));
    if (done) {
      BOOST_REQUIRE(done->is_ready());
      BOOST_CHECK_NO_THROW(done->get());
      BOOST_TEST(gone == 1);
    }
  }
}

// M-20: forced unwinding cannot leave a coroutine of this kind.
BOOST_AUTO_TEST_CASE(ending_the_thread_by_force_ends_the_program) {
  const pid_t child = fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    static_cast<void>(close(STDERR_FILENO));
    const auto go = []() -> eager<void> {
      pthread_exit(nullptr);
      co_return;
    };
    static_cast<void>(go());
    _exit(0);
  }
  int status = 0;
  BOOST_REQUIRE(waitpid(child, &status, 0) == child);
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT));
}

BOOST_AUTO_TEST_SUITE_END()
