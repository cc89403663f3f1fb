// asio_worker_faults_test.cpp - proves what cadre/asio_worker.hpp promises of tasks, threads, memory, sinks and
// executors that fail.

#include <pthread.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>
#include <cadre/asio_worker.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <new>
#include <utility>

#include "asio_kinds.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

namespace asio = boost::asio;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::runs_dry;
using cadre_test::scarce_memory;
using cadre_test::texts;

namespace {

/// What a reluctant executor does before it gives in.
struct reluctance {
  int refusals = 0;                   ///< so often it throws
  std::function<void()> before = {};  ///< called once, first
  bool throws_away = false;           ///< it destroys what it is given
  void operator()() {
    if (const auto once = std::exchange(before, nullptr)) once();
    if (refusals > 0) {
      --refusals;
      throw std::bad_alloc();
    }
  }
};

/// An executor that somebody wrote, over a loop.
struct reluctant_executor {
  asio::io_context* loop;
  reluctance* mood;

  [[nodiscard]] asio::execution_context& query(asio::execution::context_t /*which*/) const noexcept { return *loop; }
  [[nodiscard]] reluctant_executor require(asio::execution::blocking_t::never_t /*how*/) const noexcept {
    return *this;
  }
  template <class F>
  void execute(F f) const {
    (*mood)();
    if (!mood->throws_away) asio::post(*loop, std::move(f));
  }
  bool operator==(const reluctant_executor&) const noexcept = default;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(asio_worker_faults)

// R-06 DEF-10 DEF-21: errors of any type are reported, and the loop goes on; nothing comes out of run.
BOOST_AUTO_TEST_CASE(errors_go_to_the_sink) {
  int runs = 0;
  recorded_errors errors;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.errors = errors.sink()});
  worker.submit([] { throw deliberate("one"); });
  worker.submit([] { throw 2; });
  worker.submit([&runs] { ++runs; });
  BOOST_CHECK_NO_THROW(BOOST_TEST(runs_dry(loop)));
  BOOST_TEST(errors.claim() == (texts{"deliberate one", "int 2"}), boost::test_tools::per_element());
  BOOST_TEST(runs == 1);
  cadre::report(worker.errors(), std::make_exception_ptr(deliberate("three")));
  BOOST_TEST(errors.claim("deliberate three") == 1U);
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_or_is_missing_does_no_harm) {
  int runs = 0;
  asio::io_context loop;
  cadre::asio_worker throwing(loop, {.errors = [](const std::exception_ptr&) { throw deliberate("sink"); }});
  cadre::asio_worker without(loop);
  for (cadre::worker* worker : {static_cast<cadre::worker*>(&throwing), static_cast<cadre::worker*>(&without)}) {
    worker->submit([] { throw deliberate("task"); });
    worker->submit([&runs] { ++runs; });
  }
  BOOST_CHECK_NO_THROW(BOOST_TEST(runs_dry(loop)));
  BOOST_TEST(runs == 2);
}

// M-20: a task ends its thread by force. The rest waits for another thread of the loop.
BOOST_AUTO_TEST_CASE(a_thread_that_ends_by_force_takes_nobody_along) {
  int runs = 0;
  bool elsewhere = false;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  worker.submit([] { pthread_exit(nullptr); });
  worker.submit([&] {
    ++runs;
    elsewhere = worker.running_here();
  });
  cadre_test::posix_threads thread;
  thread.starter()([&loop] { loop.run(); });
  thread.join();
  BOOST_TEST(runs == 0);
  BOOST_TEST(!worker.running_here());
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
  BOOST_TEST(elsewhere);
}

// Whatever allocation fails, the task is refused without effect, or runs.
BOOST_AUTO_TEST_CASE(without_memory_a_task_is_refused_or_runs) {
  bool enough = false;
  for (std::size_t granted = 0; !enough; ++granted) {
    int runs = 0;
    int promised = 0;
    asio::io_context loop;
    cadre::asio_worker worker(loop);
    cadre::task work([&runs] { ++runs; });
    try {
      const scarce_memory shortage(granted, cadre_test::shortage::for_one);
      worker.submit(std::move(work));
      ++promised;
      enough = !shortage.refused();
    } catch (const std::bad_alloc&) {
    }
    worker.submit([&runs] { ++runs; });
    BOOST_TEST(runs_dry(loop));
    BOOST_TEST(runs == promised + 1);
  }
}

// An executor that refuses has no effect either, and the worker tries again with the next task.
BOOST_AUTO_TEST_CASE(a_refused_turn_refuses_the_task) {
  int gone = 0;
  int runs = 0;
  asio::io_context loop;
  reluctance mood{.refusals = 1};
  cadre::asio_worker worker(reluctant_executor{&loop, &mood});
  BOOST_CHECK_THROW(worker.submit([end = probe([&gone] { ++gone; })] { BOOST_ERROR("it was refused"); }),
                    std::bad_alloc);
  BOOST_TEST(gone == 1);
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
}

// What was accepted while the executor made up its mind is run, if a turn can be had for it.
BOOST_AUTO_TEST_CASE(a_refused_turn_does_not_strand_others) {
  int runs = 0;
  asio::io_context loop;
  reluctance mood{.refusals = 1};
  cadre::asio_worker worker(reluctant_executor{&loop, &mood});
  mood.before = [&] { worker.submit([&runs] { ++runs; }); };
  BOOST_CHECK_THROW(worker.submit([] { BOOST_ERROR("it was refused"); }), std::bad_alloc);
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
}

// DEF-29: else it is dropped and reported, but for those that a later attempt gets a turn for.
BOOST_AUTO_TEST_CASE(what_cannot_have_a_turn_is_dropped_and_reported) {
  int runs = 0;
  recorded_errors errors;
  asio::io_context loop;
  reluctance mood{.refusals = 2};
  cadre::asio_worker worker(reluctant_executor{&loop, &mood}, {.errors = errors.sink()});
  mood.before = [&] {
    worker.submit([] { BOOST_ERROR("it was dropped"); });
    worker.submit([&runs] { ++runs; });
  };
  BOOST_CHECK_THROW(worker.submit([] { BOOST_ERROR("it was refused"); }), std::bad_alloc);
  BOOST_TEST(errors.claim("task_dropped") == 1U);
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
}

// A turn that cannot be followed by another one goes on itself.
BOOST_AUTO_TEST_CASE(a_turn_goes_on_if_there_is_no_other) {
  int runs = 0;
  asio::io_context loop;
  reluctance mood;
  cadre::asio_worker worker(reluctant_executor{&loop, &mood});
  worker.submit([&] {
    mood.refusals = 1;
    worker.submit([&runs] { ++runs; });
  });
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(runs == 1);
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 2);
}

// DEF-29: an executor that destroys what it is given; the tasks are reported when the worker is gone.
BOOST_AUTO_TEST_CASE(a_turn_that_is_thrown_away_is_reported_in_the_end) {
  recorded_errors errors;
  asio::io_context loop;
  reluctance mood{.throws_away = true};
  {
    cadre::asio_worker worker(reluctant_executor{&loop, &mood}, {.errors = errors.sink()});
    worker.submit([] { BOOST_ERROR("it was thrown away"); });
  }
  BOOST_TEST(errors.claim("task_dropped") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
