// loop_test.cpp - a loop hears of what it is given, whoever gives it, and comes to its end; nobody waits for it for
// ever.

#include <boost/test/unit_test.hpp>
#include <cadre/loop_worker.hpp>
#include <cadre/owed_answer.hpp>
#include <cadre/timed_out.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "explore.hpp"
#include "rig.hpp"

namespace {

using cadre::loop_worker;
using schedule::event;
using schedule::expect;
using schedule::plan;
using schedule::rig;
using schedule::thread;

cadre::loop_options options_of(rig& tasks) {
  cadre::pool_options all = tasks.options({0, 0});
  return {.errors = std::move(all.errors), .time = std::move(all.time), .pool_threads = std::move(all.factory)};
}

/// Explores what `scenario` does to a loop, which is destroyed when that returns; then everything must be settled.
void explore_loop(plan how, const std::function<void(rig&, loop_worker&)>& scenario) {
  schedule::explore(how, [&] {
    rig tasks(2);
    {
      loop_worker loop(options_of(tasks));
      scenario(tasks, loop);
    }
    tasks.expect_settled();
  });
}

enum class end { answered, timed_out, refused };

using payment = std::function<void(cadre::owed_answer)>;

void pay_at_once(cadre::owed_answer owed) {
  owed.pay();
}

/// A blocking call, and how it ended. The call outlives its caller where the time is over while it runs.
end ask(loop_worker& loop, int milliseconds, const payment& pay = pay_at_once) {
  struct outcome {
    const payment pay;
    int called = 0;
  };
  const auto seen = std::make_shared<outcome>(outcome{.pay = pay});
  try {
    const auto call = cadre::open_call(loop);
    cadre::await_answer(loop, std::chrono::milliseconds(milliseconds), *call,
                        [seen, owed = cadre::owed_answer(call)]() mutable {
                          if (!owed.begin()) return;
                          ++seen->called;
                          seen->pay(std::move(owed));
                        });
  } catch (const cadre::timed_out&) {
    return end::timed_out;
  } catch (const cadre::already_quit&) {
    return end::refused;
  }
  expect(seen->called == 1, "an answer without a call");
  return end::answered;
}

constexpr int long_enough = 1'000'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(loop)

//
BOOST_AUTO_TEST_CASE(to_a_loop_that_goes_to_sleep) {
  explore_loop({.preemptions = 3, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    for (int i = 0; i < 2; ++i) {
      event& done = tasks.make_event();
      tasks.submit(loop, [&] { done.set(); });
      done.wait();
    }
    loop.stop();
    driver.join();
  });
}

//
BOOST_AUTO_TEST_CASE(two_submitters_to_a_loop) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] { tasks.submit(loop); });
    tasks.submit(loop);
    other.join();
    loop.stop();
    driver.join();
    expect(tasks.all_ended(), "the loop has stopped, and a task waits");
  });
}

//
BOOST_AUTO_TEST_CASE(a_submit_meets_a_stop) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] { loop.stop(); });
    tasks.submit(loop, [&] { tasks.submit(loop); });
    tasks.submit(loop);
    other.join();
    driver.join();
    expect(tasks.all_ended(), "the loop has stopped, and a task waits");
  });
}

//
BOOST_AUTO_TEST_CASE(a_submit_meets_a_quit) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] { loop.quit(); });
    tasks.submit(loop);
    other.join();
    driver.join();
    expect(tasks.all_ended(), "the loop has returned, and a task waits");
  });
}

BOOST_AUTO_TEST_CASE(a_loop_is_stopped_and_quits) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig&, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] { loop.stop(); });
    loop.close();
    other.join();
    driver.join();
    loop.run();
  });
}

// A clock that moves on while the loop asks it to be woken.
BOOST_AUTO_TEST_CASE(a_time_comes_while_the_loop_goes_to_sleep) {
  explore_loop({.preemptions = 3, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    event& done = tasks.make_event();
    loop.submit_at(loop.now() + std::chrono::seconds(1), [&] { done.set(); });
    tasks.pass(std::chrono::seconds(1));
    done.wait();
    loop.stop();
    driver.join();
  });
}

BOOST_AUTO_TEST_CASE(two_threads_drive) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig& tasks, loop_worker& loop) {
    const auto drive = [&] {
      try {
        loop.poll();
      } catch (const std::system_error&) {
      }
    };
    tasks.allow(1);
    for (int i = 0; i < 2; ++i) tasks.submit(loop);
    thread other("other", drive);
    drive();
    other.join();
    expect(tasks.all_ended(), "nobody has driven the loop");
  });
}

//
BOOST_AUTO_TEST_CASE(a_call_is_answered) {
  explore_loop({.preemptions = 3, .deviations = 3}, [](rig&, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    expect(ask(loop, long_enough) == end::answered, "a call was not answered");
    loop.stop();
    driver.join();
    expect(ask(loop, long_enough) == end::refused, "a call was accepted by a loop that has stopped");
  });
}

// C-14: the time is over just when the loop comes to the call.
BOOST_AUTO_TEST_CASE(a_call_is_answered_or_its_time_is_over) {
  explore_loop({.preemptions = 3, .deviations = 3}, [](rig&, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    expect(ask(loop, 3) != end::refused, "a call was refused by a loop that runs");
    loop.stop();
    driver.join();
  });
}

// C-18
BOOST_AUTO_TEST_CASE(a_call_meets_a_stop) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig&, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] { expect(ask(loop, long_enough) != end::timed_out, "a call was kept waiting"); });
    loop.stop();
    driver.join();
    other.join();
  });
}

// C-18: it has begun, or not yet, and its answer comes after the end.
BOOST_AUTO_TEST_CASE(a_call_that_is_not_answered_meets_a_stop) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig&, loop_worker& loop) {
    std::vector<cadre::owed_answer> owed;
    thread driver("driver", [&] { loop.run(); });
    thread other("other", [&] {
      const end how = ask(loop, long_enough, [&](cadre::owed_answer one) { owed.push_back(std::move(one)); });
      expect(how == end::refused, "a call was kept waiting");
    });
    loop.stop();
    driver.join();
    other.join();
  });
}

// C-18 DEF-30 R-28: the loop ends its pool, whose thread waits for the loop.
BOOST_AUTO_TEST_CASE(a_call_from_the_pool_meets_a_stop) {
  explore_loop({.preemptions = 2, .deviations = 2}, [](rig& tasks, loop_worker& loop) {
    tasks.submit(loop.default_pool(),
                 [&] { expect(ask(loop, long_enough) != end::timed_out, "a call was kept waiting"); });
    thread driver("driver", [&] { loop.run(); });
    loop.stop();
    driver.join();
    expect(tasks.all_ended(), "the loop has stopped, and its pool has a task");
  });
}

// R-18 R-23: what the pool brings while it ends.
BOOST_AUTO_TEST_CASE(the_pool_submits_while_the_loop_stops) {
  explore_loop({.preemptions = 2, .deviations = 2}, [](rig& tasks, loop_worker& loop) {
    tasks.submit(loop.default_pool(), [&] { expect(tasks.submit(loop), "the loop refused what its pool brought"); });
    thread driver("driver", [&] { loop.run(); });
    loop.stop();
    driver.join();
    expect(tasks.all_ended(), "the loop has stopped, and a task waits");
  });
}

// R-13 R-15: it is started by the driver, or by whoever makes it.
BOOST_AUTO_TEST_CASE(the_pool_is_made_while_the_loop_starts) {
  explore_loop({.preemptions = 2, .deviations = 2}, [](rig& tasks, loop_worker& loop) {
    thread driver("driver", [&] { loop.run(); });
    event& done = tasks.make_event();
    tasks.submit(*loop.share_default_pool(), [&] { done.set(); });
    done.wait();
    loop.stop();
    driver.join();
  });
}

// the last wish holds.
BOOST_AUTO_TEST_CASE(two_sizes_are_suggested) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig&, loop_worker& loop) {
    loop.poll();
    int last = 0;
    thread other("other", [&] { loop.suggest_pool_size(last = 3); });
    loop.suggest_pool_size(last = 2);
    other.join();
    const std::size_t most = loop.default_pool().limits().max;
    expect(most == 2 || most == 3, "a size that nobody suggested last");
    loop.suggest_pool_size(5);
    expect(loop.default_pool().limits().max == 5, "a size that nobody suggested last");
  });
}

// R-14 R-15: whichever comes first.
BOOST_AUTO_TEST_CASE(a_size_is_suggested_while_the_loop_starts) {
  explore_loop({.preemptions = 2, .deviations = 3}, [](rig&, loop_worker& loop) {
    expect(loop.default_pool().limits().max == 0, "a pool has threads before its loop runs");
    thread other("other", [&] { loop.poll(); });
    loop.suggest_pool_size(2);
    other.join();
    expect(loop.default_pool().limits().max == 2, "the size is not the one that was suggested");
  });
}

BOOST_AUTO_TEST_SUITE_END()
