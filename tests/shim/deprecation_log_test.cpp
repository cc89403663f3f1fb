// What the log makes of uses: records, counts.

#define BOOST_TEST_MODULE deprecation_log
#include <cadre/shim/deprecation_log.hpp>

#include <pthread.h>

#include <atomic>
#include <barrier>
#include <boost/test/unit_test.hpp>
#include <iterator>
#include <latch>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "deprecation/uses.hpp"
#include "fake_member.hpp"
#include "records.hpp"

// An exported class, so that its name in the log has no namespace.
struct CountingPool : cadre::shim::some_hooks {};

namespace {

using namespace cadre::shim;

constexpr const char* program = "deprecation_log_test";

// Places that are no calls, but different, and in this program.
char places[64];

/// Collects records in place of the log.
class recorder {
 public:
  recorder()
      : before_(set_deprecation_sink([this](const deprecation_record& record) {
          const std::lock_guard lock(mutex_);
          records_.push_back(record);
        })) {}
  ~recorder() { set_deprecation_sink(before_); }

  std::vector<deprecation_record> records() {
    const std::lock_guard lock(mutex_);
    return records_;
  }

  deprecation_record only() {
    auto all = records();
    BOOST_TEST_REQUIRE(all.size() == 1U);
    return all.front();
  }

 private:
  std::mutex mutex_;
  std::vector<deprecation_record> records_;
  deprecation_sink before_;
};

deprecation_count count_of(std::string_view id) {
  for (const auto& count : deprecation_counts())
    if (count.what.id == id) return count;
  return {};
}

}  // namespace

struct quiet_exit {
  quiet_exit() { set_summary_at_exit(false); }
};
BOOST_TEST_GLOBAL_FIXTURE(quiet_exit);

// L-14 S-D20
BOOST_AUTO_TEST_CASE(a_call_is_recorded_with_its_member_module_and_place) {
  recorder log;
  call_waiters();
  const std::uintptr_t offset = last_offset();
  const auto record = log.only();
  BOOST_TEST(record.what.id == "TPS008");
  BOOST_TEST(record.module == program);
  BOOST_TEST(record.offset == offset);
  BOOST_TEST(record.class_name.empty());
  BOOST_TEST((record.vintage == client_vintage::unknown));
}

// S-D20
BOOST_AUTO_TEST_CASE(a_place_is_recorded_once_and_each_place_for_itself) {
  const auto before = count_of("TPS008");
  recorder log;
  const volatile int times = 3;  // not known when compiling: an unrolled loop is three places
  for (int i = 0; i < times; ++i) call_waiters();
  call_waiters();
  const auto after = count_of("TPS008");
  BOOST_TEST(log.records().size() == 2U);
  BOOST_TEST(after.calls - before.calls == 4U);
  BOOST_TEST(after.sites - before.sites == 2U);
}

BOOST_AUTO_TEST_CASE(two_members_used_at_one_place_are_two_records) {
  recorder log;
  used("TPS001", &places[1]);
  used("TPS002", &places[1]);
  BOOST_TEST(log.records().size() == 2U);
  BOOST_TEST(count_of("TPS001").calls == 1U);
  BOOST_TEST(count_of("TPS002").calls == 1U);
}

BOOST_AUTO_TEST_CASE(a_place_in_no_file_is_recorded_by_its_address) {
  recorder log;
  int on_the_stack = 0;
  used("TPS003", &on_the_stack);
  const auto record = log.only();
  BOOST_TEST(record.module == "");
  BOOST_TEST(record.offset == reinterpret_cast<std::uintptr_t>(&on_the_stack) - 1);
  BOOST_TEST(to_string(record).find("(called from 0x") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_vintage_given_with_a_use_is_recorded) {
  recorder log;
  used("TPS004", &places[2], client_vintage::legacy);
  BOOST_TEST((log.only().vintage == client_vintage::legacy));
}

BOOST_AUTO_TEST_CASE(an_override_that_is_never_called_names_class_and_module) {
  const CountingPool pool;
  recorder log;
  for (int i = 0; i < 2; ++i) overridden("TPS033", typeid(pool), vtable_of(pool));
  const auto record = log.only();
  BOOST_TEST(record.class_name == "CountingPool");
  BOOST_TEST(to_string(record) ==
             "TPS033 startAWorker() is overridden by CountingPool in deprecation_log_test but is never called "
             "since 2.0: use cadre::shim::pool_of(pool).set_thread_hooks — see " +
                 guide + "#tps033");
  BOOST_TEST(count_of("TPS033").calls == 0U);
  BOOST_TEST(count_of("TPS033").sites == 1U);
}

BOOST_AUTO_TEST_CASE(an_override_that_is_honoured_is_not_called_unused) {
  const CountingPool pool;
  recorder log;
  overridden("TPS012", typeid(pool), vtable_of(pool));
  BOOST_TEST(to_string(log.only()) ==
             "TPS012 threadFactory() is removed since 2.0 (overridden by CountingPool in deprecation_log_test): "
             "use cadre::shim::pool_of(pool).set_thread_factory — see " +
                 guide + "#tps012");
}

BOOST_AUTO_TEST_CASE(classes_and_hooks_are_recorded_each_for_itself) {
  struct second_pool : some_hooks {};
  const CountingPool first;
  const second_pool second;
  recorder log;
  overridden("TPS034", typeid(first), vtable_of(first));
  overridden("TPS034", typeid(second), vtable_of(second));
  overridden("TPS036", typeid(first), vtable_of(first));
  BOOST_TEST(log.records().size() == 3U);
  BOOST_TEST(count_of("TPS034").sites == 2U);
}

BOOST_AUTO_TEST_CASE(counts_are_ordered_and_only_of_what_was_used) {
  recorder log;
  used("TPS020", &places[3]);
  used("TPS005", &places[3]);
  const auto counts = deprecation_counts();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    BOOST_TEST(counts[i].sites > 0U);
    if (i > 0) BOOST_TEST(counts[i - 1].what.id < counts[i].what.id);
  }
  BOOST_TEST(count_of("TPS005").calls == 1U);
  BOOST_TEST(count_of("TPS032").sites == 0U);
}

BOOST_AUTO_TEST_CASE(setting_a_sink_returns_the_one_before) {
  int first = 0;
  int second = 0;
  const auto outer = set_deprecation_sink([&](const deprecation_record&) { ++first; });
  auto returned = set_deprecation_sink([&](const deprecation_record&) { ++second; });
  used("TPS006", &places[4]);
  BOOST_TEST(first == 0);
  BOOST_TEST(second == 1);
  BOOST_TEST_REQUIRE(static_cast<bool>(returned));
  returned(record_of("TPS006"));
  BOOST_TEST(first == 1);
  BOOST_TEST(static_cast<bool>(set_deprecation_sink(outer)));
}

BOOST_AUTO_TEST_CASE(what_a_sink_throws_is_ignored_and_the_use_counts) {
  const auto before = set_deprecation_sink([](const deprecation_record&) { throw std::runtime_error("sink"); });
  used("TPS007", &places[5]);
  used("TPS007", &places[5]);
  set_deprecation_sink(before);
  BOOST_TEST(count_of("TPS007").calls == 2U);
}

BOOST_AUTO_TEST_CASE(a_sink_may_use_removed_members_ask_for_counts_and_set_a_sink) {
  std::vector<std::string> seen;
  std::uint64_t calls_seen = 0;
  const auto before = set_deprecation_sink([&](const deprecation_record& record) {
    seen.emplace_back(record.what.id);
    if (record.what.id != "TPS009") return;
    calls_seen = count_of("TPS009").calls;
    used("TPS010", &places[6]);
    set_deprecation_sink({});
  });
  used("TPS009", &places[6]);
  set_deprecation_sink(before);
  BOOST_TEST(seen == (std::vector<std::string>{"TPS009", "TPS010"}), boost::test_tools::per_element());
  BOOST_TEST(calls_seen == 1U);
}

BOOST_AUTO_TEST_CASE(a_cancelled_thread_is_not_cancelled_inside_a_member) {
  const auto before = set_deprecation_sink([](const deprecation_record&) { pthread_testcancel(); });
  bool returned = false;
  std::thread thread([&] {
    int state = 0;
    pthread_cancel(pthread_self());
    used("TPS022", &places[8]);
    returned = true;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    BOOST_TEST(state == PTHREAD_CANCEL_ENABLE);
  });
  thread.join();
  set_deprecation_sink(before);
  BOOST_TEST(returned);
}

// S-D20
BOOST_AUTO_TEST_CASE(threads_that_use_the_same_places_make_one_record_each_and_lose_no_call) {
  constexpr std::size_t threads = 4;
  constexpr std::size_t rounds = 200;
  constexpr std::size_t sites = std::size(places);
  recorder log;
  // All come to a new place together, so that several take it for new.
  std::barrier together(threads);
  std::vector<std::thread> running;
  for (std::size_t t = 0; t < threads; ++t)
    running.emplace_back([&] {
      for (std::size_t round = 0; round < rounds; ++round)
        for (auto& place : places) {
          if (round == 0) together.arrive_and_wait();
          used("TPS023", &place);
          used("TPS024", &place);
        }
    });
  for (auto& thread : running) thread.join();

  std::map<std::pair<std::string_view, std::uintptr_t>, int> times;
  for (const auto& record : log.records()) ++times[{record.what.id, record.offset}];
  BOOST_TEST(times.size() == 2 * sites);
  for (const auto& [place, count] : times) BOOST_TEST(count == 1, place.first << " " << place.second);
  for (const char* id : {"TPS023", "TPS024"}) {
    BOOST_TEST(count_of(id).calls == threads * rounds * sites);
    BOOST_TEST(count_of(id).sites == sites);
  }
}

BOOST_AUTO_TEST_CASE(sinks_may_be_changed_while_members_are_used) {
  std::atomic<std::size_t> delivered{0};  // relaxed: read after the join, which orders it
  const auto count = [&](const deprecation_record&) { delivered.fetch_add(1, std::memory_order_relaxed); };
  const auto before = set_deprecation_sink(count);
  constexpr std::size_t sites = 64;
  std::latch together(2);
  std::thread user([&] {
    together.arrive_and_wait();
    for (std::size_t i = 0; i < sites; ++i) used("TPS025", &places[i]);
  });
  together.arrive_and_wait();
  for (std::size_t i = 0; i < sites; ++i) set_deprecation_sink(count);
  user.join();
  set_deprecation_sink(before);
  BOOST_TEST(delivered.load() == sites);
}

BOOST_AUTO_TEST_CASE(counts_may_be_read_while_members_are_used) {
  recorder log;
  std::latch together(2);
  std::thread user([&] {
    together.arrive_and_wait();
    for (std::size_t round = 0; round < 50; ++round)
      for (auto& place : places) used("TPS026", &place);
  });
  together.arrive_and_wait();
  std::uint64_t last = 0;
  for (int i = 0; i < 50; ++i) {
    const auto now = count_of("TPS026");
    BOOST_TEST(now.calls >= last);
    last = now.calls;
  }
  user.join();
  BOOST_TEST(count_of("TPS026").calls == 50 * std::size(places));
}
