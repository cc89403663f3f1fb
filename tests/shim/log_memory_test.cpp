// What the log costs in memory, and what it does without.

#define BOOST_TEST_MODULE log_memory
#include <cadre/shim/deprecation_log.hpp>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <functional>
#include <latch>
#include <thread>

#include "allocations.hpp"
#include "deprecation/lost_jobs.hpp"
#include "deprecation/uses.hpp"

namespace {

using namespace cadre::shim;

struct hooks {
  virtual ~hooks() = default;
};

const char places[8] = {};
std::atomic<int> records{0};

struct counting_sink {
  counting_sink() {
    set_summary_at_exit(false);
    set_deprecation_sink([](const deprecation_record&) { records.fetch_add(1); });
  }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(counting_sink);

BOOST_AUTO_TEST_CASE(a_known_place_takes_no_memory) {
  const std::size_t at_first = allocations();
  used("TPS011", &places[1]);
  const std::size_t before = allocations();
  for (int i = 0; i < 100; ++i) used("TPS011", &places[1]);
  const std::size_t after = allocations();
  BOOST_TEST(before > at_first);
  BOOST_TEST(after == before);
}

BOOST_AUTO_TEST_CASE(a_known_override_takes_no_memory) {
  const hooks object;
  overridden("TPS033", typeid(object), &places[1]);
  const std::size_t before = allocations();
  overridden("TPS033", typeid(object), &places[1]);
  const std::size_t after = allocations();
  BOOST_TEST(after == before);
}

BOOST_AUTO_TEST_CASE(without_memory_a_use_is_not_seen_and_the_next_is_the_first) {
  const int before = records.load();
  {
    const no_memory now;
    used("TPS012", &places[2]);
    overridden("TPS034", typeid(hooks), &places[2]);
  }
  BOOST_TEST(records.load() == before);
  used("TPS012", &places[2]);
  overridden("TPS034", typeid(hooks), &places[2]);
  BOOST_TEST(records.load() == before + 2);
}

BOOST_AUTO_TEST_CASE(without_memory_reports_go_missing_and_the_program_goes_on) {
  const auto before = dropped_submits();
  {
    const no_memory now;
    report_unrun(1, "a pool whose line would be the log's first");
  }
  report_unrun(1, "a pool that the log is made for");
  {
    const no_memory now;
    note_dropped_submit("a pool with a long name, so that none of it fits into a string's own room");
    report_unrun(1, "a pool with a long name, so that none of it fits into a string's own room");
    write_summary();
  }
  BOOST_TEST(dropped_submits() == before + 1);
}

// S-D20: both threads have looked for the place, found nothing and made a record before either adds it.
BOOST_AUTO_TEST_CASE(of_two_threads_that_take_a_place_for_new_one_reports_it_and_both_count) {
  const int before = records.load();
  std::latch both_look(2);
  const std::function<void()> meet = [&] { both_look.arrive_and_wait(); };
  const auto use_it = [&] {
    at_next_allocation(meet);
    used("TPS020", &places[3]);
  };
  std::thread other(use_it);
  use_it();
  other.join();
  BOOST_TEST(records.load() == before + 1);
  for (const auto& count : deprecation_counts())
    if (count.what.id == "TPS020") BOOST_TEST(count.calls == 2U);
}
