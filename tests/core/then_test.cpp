// then_test.cpp - proves what cadre/then.hpp promises: what comes next runs on the worker that was named, once there is
// a result, however that went; and its own future becomes ready whatever happens.

#include <boost/test/unit_test.hpp>
#include <cadre/async.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/then.hpp>
#include <cadre/thread_worker.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "by_hand.hpp"
#include "fetched.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "starters.hpp"

using cadre_test::by_hand;
using cadre_test::deliberate;
using cadre_test::fetched;
using cadre_test::probe;
using cadre_test::ready_in_time;
using cadre_test::surroundings;
using cadre_test::texts;

namespace {

int one_more(boost::future<int> number) {
  return number.get() + 1;
}

bool unlocked(boost::shared_future<int>& future) {
  const boost::unique_lock<boost::mutex> attempt(future.mutex(), boost::try_to_lock);
  return attempt.owns_lock();
}

/// Refuses, and looks whether the lock of `about` is held meanwhile.
class inquisitive final : public cadre::exclusive_worker {
 public:
  explicit inquisitive(boost::shared_future<int> about) : about_(std::move(about)) {}
  void submit(cadre::task) override {
    found_unlocked = unlocked(about_);
    throw deliberate("refused");
  }
  void quit() override {}
  [[nodiscard]] bool closed() const noexcept override { return false; }

  bool found_unlocked = false;

 private:
  boost::shared_future<int> about_;
};

boost::future<int> another(const boost::shared_future<int>& of) {
  return boost::future<int>(boost::shared_future<int>(of));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(then)

// M-04 X-82
BOOST_AUTO_TEST_CASE(each_step_runs_on_the_worker_that_was_named) {
  by_hand first;
  by_hand second;
  int right = 0;
  auto answer = cadre::then(cadre::async(*first,
                                         [&] {
                                           if (first.worker->running_here()) ++right;
                                           return 20;
                                         }),
                            *second, [&](boost::future<int> number) {
                              if (second.worker->running_here() && !first.worker->running_here()) ++right;
                              return std::to_string(number.get() + 1);
                            });
  BOOST_TEST(!second.perform(), "before there is a result");
  BOOST_TEST(first.steps_once());
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(second.steps_once());
  BOOST_REQUIRE(answer.is_ready());
  BOOST_TEST(answer.get() == "21");
  BOOST_TEST(right == 2);
}

// X-82 X-83: from a private pool to a thread, and back.
BOOST_AUTO_TEST_CASE(a_chain_across_threads) {
  surroundings around;
  cadre_test::real_threads threads;
  cadre::thread_worker thread(threads.starter());
  cadre::pool pool(around.options({1, 1}));
  const std::thread::id home = cadre::async(thread, std::this_thread::get_id).get();
  std::thread::id where;
  auto number = cadre::async(pool, [] { return 1; });
  for (int i = 0; i < 3; ++i) {
    number = cadre::then(std::move(number), thread, [&where](boost::future<int> n) {
      where = std::this_thread::get_id();
      return n.get() + 1;
    });
    number = cadre::then(std::move(number), pool, one_more);
  }
  BOOST_REQUIRE(ready_in_time(number));
  BOOST_TEST(number.get() == 7);
  BOOST_TEST((where == home));
  auto failed = cadre::then(cadre::async(pool, []() -> int { throw 5; }), thread, one_more);
  BOOST_TEST(fetched(std::move(failed)) == "int 5");
  thread.quit();
}

BOOST_AUTO_TEST_CASE(results_of_every_kind) {
  by_hand on;
  int place = 0;
  auto nothing = cadre::then(boost::make_ready_future(), *on, [](boost::future<void> f) { f.get(); });
  auto reference = cadre::then(cadre::async(*on, [&place]() -> int& { return place; }), *on,
                               [](boost::future<int&> f) -> int& { return f.get(); });
  auto moved = cadre::then(cadre::async(*on, [] { return std::make_unique<int>(4); }), *on,
                           [extra = std::make_unique<int>(1)](boost::future<std::unique_ptr<int>> f) {
                             return std::make_unique<int>(*f.get() + *extra);
                           });
  while (on.perform()) {
  }
  nothing.get();
  BOOST_TEST(&reference.get() == &place);
  BOOST_TEST(*moved.get() == 5);
}

BOOST_AUTO_TEST_CASE(a_ready_future_is_gone_on_with_at_once) {
  by_hand on;
  auto answer = cadre::then(boost::make_ready_future(1), *on, one_more);
  BOOST_TEST(!answer.is_ready());
  BOOST_TEST(on.steps_once());
  BOOST_TEST(answer.get() == 2);
}

BOOST_AUTO_TEST_CASE(futures_from_elsewhere) {
  by_hand on;
  boost::promise<int> given;
  std::optional<boost::promise<int>> broken(std::in_place);
  auto good = cadre::then(given.get_future(), *on, one_more);
  auto bad = cadre::then(broken->get_future(), *on, one_more);
  BOOST_TEST(!on.perform());
  given.set_value(1);
  broken.reset();
  while (on.perform()) {
  }
  BOOST_TEST(good.get() == 2);
  BOOST_CHECK_THROW(bad.get(), boost::broken_promise);
}

// Nobody else would make it ready.
BOOST_AUTO_TEST_CASE(a_deferred_future_runs_in_the_same_task) {
  by_hand on;
  bool there = false;
  auto deferred = boost::async(boost::launch::deferred, [&] {
    there = on.worker->running_here();
    return 1;
  });
  auto answer = cadre::then(std::move(deferred), *on, one_more);
  BOOST_TEST(!there);
  BOOST_TEST(on.steps_once());
  BOOST_TEST(there);
  BOOST_TEST(answer.get() == 2);
}

BOOST_AUTO_TEST_CASE(bad_arguments_are_refused_at_once) {
  by_hand on;
  BOOST_CHECK_THROW(cadre::then(boost::future<int>(), *on, one_more), boost::future_uninitialized);
  boost::future<int> spent = boost::make_ready_future(1);
  static_cast<void>(spent.get());
  BOOST_CHECK_THROW(cadre::then(std::move(spent), *on, one_more), boost::future_uninitialized);
  BOOST_CHECK_THROW(cadre::then(boost::make_ready_future(1), *on, std::function<void(boost::future<int>)>()),
                    std::invalid_argument);
  BOOST_TEST(!on.perform());
}

// M-02 C-20
BOOST_AUTO_TEST_CASE(an_error_passes_through_or_is_reported) {
  surroundings around;
  cadre::pool pool(around.options({0, 1}));
  by_hand next;
  auto passed = cadre::then(cadre::async(pool, []() -> int { throw deliberate("passed"); }), *next, one_more);
  auto ignored = cadre::then(cadre::async(pool, []() -> int { throw deliberate("ignored"); }), *next,
                             [](const boost::future<int>&) { return 3; });
  pool.wait_idle();
  while (next.perform()) {
  }
  BOOST_CHECK_THROW(passed.get(), deliberate);
  BOOST_TEST(ignored.get() == 3);
  BOOST_TEST(around.errors.claim() == texts{"deliberate ignored"}, boost::test_tools::per_element());
}

// M-08
BOOST_AUTO_TEST_CASE(what_it_used_is_gone_before_the_next_result_is_there) {
  by_hand on;
  texts events;
  auto value =
      cadre::async(*on, [&events] { return std::make_shared<probe>([&] { events.emplace_back("value gone"); }); });
  auto next = cadre::then(std::move(value), *on, [end = probe([&events] {
                                                    events.emplace_back("function gone");
                                                  })](const boost::future<std::shared_ptr<probe>>&) { return 1; });
  const auto seen = next.then(boost::launch::sync, [&events](boost::future<int>) { events.emplace_back("ready"); });
  while (on.perform()) {
  }
  BOOST_TEST(events.size() == 3U);
  BOOST_TEST(events.back() == "ready");
}

// Neither for the submit nor for what becomes of the function.
BOOST_AUTO_TEST_CASE(no_lock_of_the_future_is_held) {
  boost::promise<int> given;
  boost::shared_future<int> about = given.get_future().share();
  inquisitive on(about);
  bool destroyed_unlocked = false;
  auto answer =
      cadre::then(another(about), on,
                  [end = probe([&] { destroyed_unlocked = unlocked(about); })](boost::future<int>) { return 0; });
  given.set_value(1);
  BOOST_TEST(on.found_unlocked);
  BOOST_TEST(destroyed_unlocked);
  BOOST_TEST(fetched(std::move(answer)) == "deliberate refused");
}

BOOST_AUTO_TEST_SUITE_END()
