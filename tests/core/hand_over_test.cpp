// hand_over_test.cpp - what becomes of a task whose worker refuses it, or takes it and destroys it.

#include <boost/test/unit_test.hpp>
#include <cadre/team.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "probe.hpp"
#include "recorded_errors.hpp"
#include "stepped_team.hpp"

using cadre_test::coordination;
using cadre_test::deliberate;
using cadre_test::probe;
using cadre_test::stepped_team;
using words = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(hand_over)

// T-61 DEF-22: an idle worker was quit by somebody else. Its slot is freed, and the task goes to another.
BOOST_AUTO_TEST_CASE(a_worker_that_quit_behind_the_teams_back_is_replaced) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    int gone = 0;
    stepped_team test({}, how);
    test.team->grow(1);
    test.settle();
    test.workers.at(0)->alive->quit();
    test.submit([&runs, end = probe([&gone] { ++gone; })] { ++runs; });
    test.finish();
    BOOST_TEST(runs == 1);
    BOOST_TEST(gone == 1);
    BOOST_TEST(test.now().busy == 0U);
    BOOST_TEST(test.workers.size() == 2U);
    static_cast<void>(test.errors.claim("already_quit"));
  }
}

// T-61 DEF-22 DEF-19: the task that could not be handed over is still the first of those that wait.
BOOST_AUTO_TEST_CASE(a_failed_hand_over_keeps_the_order) {
  words order;
  stepped_team test({0, 1});
  test.submit([&order] { order.emplace_back("a"); });
  for (const char* name : {"b", "c"}) test.submit([&order, name] { order.emplace_back(name); });
  test.workers.at(0)->alive->quit();
  BOOST_TEST(test.complete(0));
  test.finish();
  BOOST_TEST(order == (words{"a", "b", "c"}), boost::test_tools::per_element());
  BOOST_TEST(test.workers.size() == 2U);
  static_cast<void>(test.errors.claim("already_quit"));
}

// DEF-22: a worker may refuse for any other reason.
BOOST_AUTO_TEST_CASE(a_worker_that_refuses_a_task_is_replaced) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    int runs = 0;
    stepped_team test({}, how);
    test.team->grow(1);
    test.settle();
    test.workers.at(0)->before_submit = [] { throw deliberate("worker"); };
    test.submit([&runs] { ++runs; });
    test.finish();
    BOOST_TEST(runs == 1);
    static_cast<void>(test.errors.claim("deliberate worker"));
  }
}

// DEF-29: Promise 1, DEF-22: a worker accepts a task and destroys it unrun, as one whose thread was ended by force
// does.
BOOST_AUTO_TEST_CASE(a_task_that_its_worker_destroys_is_reported) {
  for (const coordination how : {coordination::by_hand, coordination::on_caller}) {
    class forgetful_worker final : public cadre::worker {
     public:
      void submit(cadre::task work) override { kept_ = std::move(work); }
      void quit() override {
        if (std::exchange(closed_, true)) throw cadre::already_quit();
      }
      [[nodiscard]] bool closed() const noexcept override { return closed_; }
      // The task may own the last reference to this worker: nothing of it is touched afterwards.
      void forget() { const cadre::task gone = std::move(kept_); }

     private:
      cadre::task kept_;
      bool closed_ = false;
    };
    forgetful_worker* forgetful = nullptr;
    cadre_test::recorded_errors errors;
    cadre::memory_worker::performer step;
    std::unique_ptr<cadre::exclusive_worker> coordinator = std::make_unique<cadre::lock_worker>();
    if (how == coordination::by_hand) {
      auto memory = std::make_unique<cadre::memory_worker>();
      step = memory->perform();
      coordinator = std::move(memory);
    }
    const auto settle = [&step] {
      while (step && step()) {
      }
    };
    cadre::team team(std::move(coordinator),
                     [&forgetful] {
                       auto one = std::make_unique<forgetful_worker>();
                       forgetful = one.get();
                       return one;
                     },
                     errors.sink(), {0, 1});
    int gone = 0;
    team.submit([end = probe([&gone] { ++gone; })] {});
    settle();
    BOOST_REQUIRE(forgetful != nullptr);
    BOOST_TEST(team.statistics().busy == 1U);
    forgetful->forget();
    settle();
    BOOST_TEST(gone == 1);
    BOOST_TEST(errors.claim("task_dropped") == 1U);
    BOOST_TEST(team.statistics().dropped == 1U);
    BOOST_TEST(team.statistics().busy == 0U);
    team.quit();
    settle();
    BOOST_CHECK_THROW(team.drop_backlog(), cadre::already_quit);
  }
}

BOOST_AUTO_TEST_SUITE_END()
