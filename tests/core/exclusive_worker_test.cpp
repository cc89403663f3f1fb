// exclusive_worker_test.cpp - what every exclusive worker promises (cadre/exclusive_worker.hpp), proven by one suite
// for each kind (D-02).

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/exclusive_worker.hpp>
#include <cstddef>
#include <thread>
#include <tuple>
#include <type_traits>
#include <vector>

#include "gate.hpp"
#include "rigs.hpp"

using cadre_test::at_once;
using cadre_test::tally;

using exclusive_kinds =
    std::tuple<cadre_test::memory_rig, cadre_test::lock_rig, cadre_test::thread_rig, cadre_test::loop_rig,
               cadre_test::running_loop_rig, cadre_test::serial_rig<cadre_test::memory_rig>,
               cadre_test::serial_rig<cadre_test::thread_rig>, cadre_test::serial_rig<cadre_test::pool_rig>>;

BOOST_AUTO_TEST_SUITE(exclusive_worker)

// W-08
BOOST_AUTO_TEST_CASE(kinds_that_are_exclusive_say_so) {
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::memory_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::lock_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::thread_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::loop_worker>);
  static_assert(std::is_base_of_v<cadre::exclusive_worker, cadre::serial_worker>);
  static_assert(!std::is_base_of_v<cadre::exclusive_worker, cadre::team>);
  static_assert(!std::is_base_of_v<cadre::exclusive_worker, cadre::pool>);
  static_assert(std::has_virtual_destructor_v<cadre::worker> && !std::is_copy_constructible_v<cadre::worker>);
}

// W-07: in order, and never two at a time, though several threads submit.
BOOST_AUTO_TEST_CASE_TEMPLATE(exclusive_tasks_never_overlap, rig, exclusive_kinds) {
  std::vector<int> unprotected;
  std::atomic<int> inside = 0;
  std::atomic<int> overlaps = 0;
  std::vector<int> last(3, -1);
  bool in_order = true;
  rig test;
  at_once(3, [&](int who) {
    for (int i = 0; i < 50; ++i)
      test.subject().submit([&, value = who * 1000 + i] {
        if (++inside != 1) ++overlaps;
        unprotected.push_back(value);
        --inside;
      });
  });
  test.end();
  BOOST_TEST(overlaps == 0);
  BOOST_REQUIRE(unprotected.size() == 150U);
  for (const int value : unprotected) {
    const auto who = static_cast<std::size_t>(value / 1000);
    in_order = in_order && value > last[who];
    last[who] = value;
  }
  BOOST_TEST(in_order, "what one thread submits runs in its order");
}

// A follow-up runs on the thread of its task, soon after it.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_follow_up_runs_on_the_tasks_thread, rig, exclusive_kinds) {
  std::thread::id task_thread;
  std::thread::id follow_up_thread;
  tally done;
  rig test;
  auto& worker = dynamic_cast<cadre::exclusive_worker&>(test.subject());
  worker.submit([&] {
    task_thread = std::this_thread::get_id();
    worker.after_release([&] {
      follow_up_thread = std::this_thread::get_id();
      done.add();
    });
  });
  test.drive();
  BOOST_TEST(done.reached(1));
  BOOST_TEST((task_thread == follow_up_thread));
  test.end();
}

BOOST_AUTO_TEST_SUITE_END()
