// error_in_context_test.cpp - proves what cadre/error_in_context.hpp promises, and that errors of tasks that came
// through a with_context are reported in their context, by each kind of worker.

#include <pthread.h>

#include <boost/test/unit_test.hpp>
#include <cadre/context.hpp>
#include <cadre/error_in_context.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/team.hpp>
#include <cadre/thread_worker.hpp>
#include <cadre/with_context.hpp>
#include <exception>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "context_notes.hpp"
#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "starters.hpp"

using cadre::context;
using cadre_test::captured_bodies;
using cadre_test::deliberate;
using cadre_test::gate;
using cadre_test::notes;
using cadre_test::posix_threads;
using cadre_test::probe;
using cadre_test::request;
using cadre_test::seen;
using cadre_test::user;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(error_in_context)

// S-32 DEF-33: through each kind that has a sink. The sink gets what the task threw, in the task's context; that it
// fails changes nothing (DEF-21).
BOOST_AUTO_TEST_CASE(a_pool_reports_errors_in_the_context) {
  notes noted;
  cadre::pool below({.limits = {0, 1}, .errors = noted.sink()});
  cadre::with_context carrying(below);
  {
    const context::scope inside(user, "ada");
    carrying.submit([] { throw deliberate("first"); });
    carrying.submit([] { throw 2; });
  }
  below.submit([] { throw deliberate("plain"); });
  below.wait_idle();
  BOOST_TEST(noted.all() == (words{"deliberate first: ada -", "int 2: ada -", "deliberate plain: - -"}),
             boost::test_tools::per_element());
  BOOST_TEST(below.statistics().failed == 3U, "what is wrapped counts as failed");
  BOOST_TEST(below.statistics().ran == 0U);
}

// S-32 DEF-33: on the submitter's thread too, which has a context of its own.
BOOST_AUTO_TEST_CASE(a_full_pool_reports_errors_in_the_context) {
  notes noted;
  cadre::pool below({.limits = {0, 0},
                     .errors = noted.sink(),
                     .backlog = {.tasks = 1, .otherwise = cadre::when_full::run_in_caller}});
  cadre::with_context carrying(below);
  below.submit([] {});
  const context::scope inside(user, "ada");
  carrying.submit([] {
    const context::scope own(request, "r1");
    throw deliberate("here");
  });
  BOOST_TEST(noted.all() == words{"deliberate here: ada -"}, boost::test_tools::per_element());
  below.set_limits({0, 1});
}

// S-32 DEF-33
BOOST_AUTO_TEST_CASE(a_thread_worker_reports_errors_in_the_context) {
  notes noted;
  captured_bodies threads;
  cadre::thread_worker below(threads.starter(), noted.sink());
  cadre::with_context carrying(below);
  {
    const context::scope inside(user, "ada");
    carrying.submit([] { throw deliberate("carried"); });
  }
  below.submit([] { throw deliberate("plain"); });
  below.quit();
  threads.bodies.front()();
  BOOST_TEST(noted.all() == (words{"deliberate carried: ada -", "deliberate plain: - -"}),
             boost::test_tools::per_element());
}

// S-32 DEF-33: the team's worker is a memory_worker, and the error does not get as far as that.
BOOST_AUTO_TEST_CASE(a_team_reports_errors_in_the_context) {
  notes noted;
  cadre::memory_worker::performer perform;
  const auto source = [&perform] {
    auto one = std::make_unique<cadre::memory_worker>();
    perform = one->perform();
    return one;
  };
  cadre::team below(std::make_unique<cadre::lock_worker>(), source, noted.sink());
  cadre::with_context carrying(below);
  {
    const context::scope inside(user, "ada");
    carrying.submit([] { throw deliberate("task"); });
  }
  BOOST_REQUIRE(perform);
  BOOST_TEST(perform());
  BOOST_TEST(noted.all() == words{"deliberate task: ada -"}, boost::test_tools::per_element());
  BOOST_TEST(below.statistics().failed == 1U);
}

// S-32 DEF-33 DEF-05: the outermost caller gets the first error itself, the sink the others.
BOOST_AUTO_TEST_CASE(a_lock_worker_gives_the_error_itself) {
  notes noted;
  cadre::lock_worker below(noted.sink());
  cadre::with_context carrying(below);
  const context::scope around(request, "caller");
  BOOST_CHECK_THROW(below.submit([&] {
    const context::scope inside(user, "ada");
    carrying.submit([] { throw deliberate("first"); });
    carrying.submit([] { throw deliberate("second"); });
  }),
                    deliberate);
  BOOST_TEST(noted.all() == words{"deliberate second: ada caller"}, boost::test_tools::per_element());
  BOOST_TEST(seen() == "- caller");
}

// MW-07 DEF-33: so does whoever performs a memory_worker's tasks, from outside or inside.
BOOST_AUTO_TEST_CASE(a_memory_worker_gives_the_error_itself) {
  int caught = 0;
  cadre::memory_worker below;
  cadre::with_context carrying(below);
  const auto perform = below.perform();
  carrying.submit([] { throw deliberate("task"); });
  BOOST_CHECK_THROW(perform(), deliberate);
  carrying.submit([&] {
    try {
      carrying.try_executing_one();
    } catch (int number) {
      caught = number;
    }
  });
  carrying.submit([] { throw 7; });
  BOOST_TEST(perform());
  BOOST_TEST(caught == 7);
  BOOST_TEST(!perform());
}

// A worker of somebody else's: it sees the wrapping, and all that it needs to report as ours do.
BOOST_AUTO_TEST_CASE(another_worker_sees_an_error_in_context) {
  class at_once final : public cadre::worker {
   public:
    void submit(cadre::task work) override {
      try {
        work();
      } catch (...) {
        error = std::current_exception();
      }
    }
    void quit() override {}
    [[nodiscard]] bool closed() const noexcept override { return false; }
    std::exception_ptr error;
  };
  at_once below;
  cadre::with_context carrying(below);
  cadre::with_context twice(static_cast<cadre::worker&>(carrying));
  for (cadre::worker* const through : std::initializer_list<cadre::worker*>{&carrying, &twice}) {
    const context::scope inside(user, "ada");
    through->submit([] { throw deliberate("task"); });
    try {
      std::rethrow_exception(below.error);
    } catch (const cadre::error_in_context& wrapped) {
      BOOST_TEST(wrapped.what() == std::string("task"));
      BOOST_TEST(*wrapped.where().find(user) == "ada");
      BOOST_TEST(cadre_test::described(wrapped.error()) == "deliberate task");
      BOOST_TEST((cadre::original(below.error) == wrapped.error()));
    }
  }
  notes noted;
  cadre::report(noted.sink(), std::exchange(below.error, nullptr));
  BOOST_TEST(noted.all() == words{"deliberate task: ada -"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_error_in_context_has_a_text_whatever_was_thrown) {
  const cadre::error_in_context number(std::make_exception_ptr(7), {});
  BOOST_TEST(number.what() != std::string());
  BOOST_TEST(cadre::error_in_context({}, {}).what() != std::string());
  const auto plain = std::make_exception_ptr(deliberate("plain"));
  BOOST_TEST((cadre::original(plain) == plain));
  BOOST_TEST((cadre::original({}) == nullptr));
}

// M-20: forced unwinding is no error, and passes through.
BOOST_AUTO_TEST_CASE(a_thread_that_a_task_ends_is_ended) {
  notes noted;
  bool destroyed = false;
  gate go;
  posix_threads threads;
  cadre::thread_worker below(threads.starter(), noted.sink());
  cadre::with_context carrying(below);
  {
    const context::scope inside(user, "ada");
    carrying.submit([&, end = probe([&destroyed] { destroyed = seen() == "ada -"; })] {
      static_cast<void>(go.passed());
      pthread_exit(nullptr);
    });
  }
  go.open();
  threads.join();
  BOOST_TEST(destroyed);
  BOOST_TEST(below.closed());
  BOOST_TEST(carrying.closed());
  BOOST_TEST(noted.all().empty());
}

BOOST_AUTO_TEST_SUITE_END()
