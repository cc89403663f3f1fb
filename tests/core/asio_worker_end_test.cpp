// asio_worker_end_test.cpp - proves what cadre/asio_worker.hpp promises of the ends of a worker, its loop, and its
// context.

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>
#include <cadre/asio_worker.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "asio_kinds.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"

namespace asio = boost::asio;
using cadre_test::accepted;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::runs_dry;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(asio_worker_end)

// X-105 W-15 W-06: the worker refuses, accepted tasks run, and the loop goes on.
BOOST_AUTO_TEST_CASE(quit_does_not_stop_the_loop) {
  words order;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  worker.submit([&order] { order.emplace_back("accepted"); });
  worker.quit();
  BOOST_CHECK_THROW(worker.submit([] {}), cadre::already_quit);
  asio::post(loop, [&] {
    order.emplace_back("handler");
    asio::post(loop, [&order] { order.emplace_back("another"); });
  });
  BOOST_TEST(!loop.stopped());
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(order == (words{"accepted", "handler", "another"}), boost::test_tools::per_element());
}

// A loop is out of work when no task waits. It is stopped then, which is how its run() comes back.
BOOST_AUTO_TEST_CASE(the_loop_has_work_while_tasks_wait) {
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  worker.submit([] {});
  BOOST_TEST(loop.poll() == 1U);
  BOOST_TEST(loop.stopped());
}

// W-15: unless the worker is told to keep it running; then until it quits.
BOOST_AUTO_TEST_CASE(a_loop_can_be_kept_running_until_quit) {
  int runs = 0;
  asio::io_context loop;
  cadre::asio_worker worker(loop, {.keep_running = true});
  worker.submit([&runs] { ++runs; });
  loop.poll();
  BOOST_TEST(!loop.stopped());
  worker.submit([&runs] { ++runs; });
  worker.quit();
  loop.poll();
  BOOST_TEST(loop.stopped());
  BOOST_TEST(runs == 2);
}

// M-29: likewise by its destructor.
BOOST_AUTO_TEST_CASE(a_destroyed_worker_keeps_no_loop_running) {
  int runs = 0;
  asio::io_context loop;
  std::optional<cadre::asio_worker> worker;
  worker.emplace(loop, cadre::asio_options{.keep_running = true});
  worker->submit([&runs] { ++runs; });
  worker.reset();
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
}

// a stopped loop keeps what it is given until it is restarted.
BOOST_AUTO_TEST_CASE(a_stopped_loop_runs_its_tasks_after_restart) {
  int runs = 0;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  loop.stop();
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(loop.poll() == 0U);
  BOOST_TEST(runs == 0);
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 1);
}

BOOST_AUTO_TEST_CASE(a_task_that_stops_the_loop_stops_it_after_this_turn) {
  words order;
  asio::io_context loop;
  cadre::asio_worker worker(loop);
  worker.submit([&] {
    loop.stop();
    worker.submit([&order] { order.emplace_back("next turn"); });
  });
  worker.submit([&order] { order.emplace_back("this turn"); });
  loop.run();
  BOOST_TEST(order == (words{"this turn"}), boost::test_tools::per_element());
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(order == (words{"this turn", "next turn"}), boost::test_tools::per_element());
}

// R-10 DEF-29 M-26: a loop that is destroyed with work pending drops it, and reports each task; the worker has quit.
BOOST_AUTO_TEST_CASE(a_destroyed_context_drops_what_waits) {
  int gone = 0;
  bool refused = false;
  recorded_errors errors;
  std::optional<asio::io_context> loop(std::in_place);
  cadre::asio_worker worker(*loop, {.errors = errors.sink(), .keep_running = true});
  worker.submit([end = probe([&] {
                   ++gone;
                   refused = !accepted(worker, [] {});
                 })] {});
  worker.submit([end = probe([&gone] { ++gone; })] {});
  loop.reset();
  BOOST_TEST(gone == 2);
  BOOST_TEST(refused);
  BOOST_TEST(errors.claim("task_dropped") == 2U);
  BOOST_TEST(worker.closed());
  BOOST_CHECK_THROW(worker.submit([] {}), cadre::already_quit);
  BOOST_CHECK_THROW(worker.quit(), cadre::already_quit);
}

// The same for one whose worker is gone by then, and one on a loop that was stopped.
BOOST_AUTO_TEST_CASE(a_destroyed_context_drops_the_tasks_of_a_worker_that_is_gone) {
  recorded_errors errors;
  {
    asio::io_context loop;
    {
      cadre::asio_worker worker(loop, {.errors = errors.sink()});
      worker.submit([] { BOOST_ERROR("nobody runs this"); });
    }
    loop.stop();
    loop.run();
  }
  BOOST_TEST(errors.claim("task_dropped") == 1U);
}

// What refers to the context goes before it does: a strand, and the work that keeps it running.
BOOST_AUTO_TEST_CASE(a_worker_may_outlive_its_context) {
  std::optional<asio::io_context> loop(std::in_place);
  std::optional<cadre::asio_worker> over_strand;
  over_strand.emplace(asio::make_strand(*loop), cadre::asio_options{.keep_running = true});
  cadre::asio_worker over_loop(*loop, {.keep_running = true});
  loop.reset();
  BOOST_TEST(over_strand->closed());
  BOOST_TEST(over_loop.closed());
  BOOST_CHECK_NO_THROW(over_strand.reset());
}

BOOST_AUTO_TEST_CASE(many_workers_share_a_loop) {
  int runs = 0;
  recorded_errors errors;
  std::vector<std::unique_ptr<cadre::asio_worker>> kept;
  {
    asio::io_context loop;
    for (int i = 0; i < 200; ++i) {
      auto worker = std::make_unique<cadre::asio_worker>(loop, cadre::asio_options{.errors = errors.sink()});
      worker->submit([&runs] { ++runs; });
      if (i % 2 == 0) kept.push_back(std::move(worker));
    }
    BOOST_TEST(runs_dry(loop));
    kept.front()->submit([] {});
    kept.back()->submit([] {});
  }
  BOOST_TEST(runs == 200);
  BOOST_TEST(errors.claim("task_dropped") == 2U);
  BOOST_TEST(std::all_of(kept.begin(), kept.end(), [](const auto& worker) { return worker->closed(); }));
}

BOOST_AUTO_TEST_CASE(a_task_may_destroy_its_worker) {
  int runs = 0;
  asio::io_context loop;
  auto worker = std::make_unique<cadre::asio_worker>(loop);
  worker->submit([&] {
    worker.reset();
    ++runs;
  });
  worker->submit([&runs] { ++runs; });
  BOOST_TEST(runs_dry(loop));
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_SUITE_END()
