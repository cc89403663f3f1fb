// The names of threads, and the figures that the old pool writes to the log.

#include <algorithm>
#include <cctype>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::WorkerStop;

namespace {

std::vector<std::string> namesOf(const ThreadPool& pool) {
  std::vector<std::string> names;
  for (const auto& thread : pool.threads()) names.push_back(thread->name());
  return names;
}

std::vector<std::string> textsOf(const std::vector<support::LoggedEntry>& entries) {
  std::vector<std::string> texts;
  for (const auto& logged : entries) texts.push_back(logged.entry.text);
  return texts;
}

using Strings = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(names, Clean)

// L-72
BOOST_AUTO_TEST_CASE(a_thread_is_named_after_the_pool_and_the_counter) {
  ThreadShop shop;
  ThreadPool pool(2, 3, "reports");
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.adjustPoolsize(1, 1);
  pool.setName("archive");
  pool.adjustPoolsize(3, 3);
  const Strings expected = {"PoolThread-reports-1", "PoolThread-reports-2", "PoolThread-archive-2",
                            "PoolThread-archive-3"};
  BOOST_TEST(shop.names() == expected, boost::test_tools::per_element());
  pool.stop();
}

// L-72
BOOST_AUTO_TEST_CASE(a_pool_without_a_name_has_an_identity_of_its_own) {
  ThreadPool one(1, 1), other(1, 1, "");
  one.startAWorker();
  other.startAWorker();
  const std::string name = namesOf(one).at(0);
  BOOST_TEST(name != namesOf(other).at(0));
  BOOST_TEST(name.rfind("PoolThread-", 0) == 0u);
  const std::string identity = name.substr(11, name.rfind('-') - 11);
  BOOST_TEST(!identity.empty());
  BOOST_TEST(std::all_of(identity.begin(), identity.end(), [](unsigned char c) { return std::isdigit(c) != 0; }));
  one.stop();
  other.stop();
}

// L-71
BOOST_AUTO_TEST_CASE(the_figures_are_four_lines_with_two_misleading_labels) {
  Blocker job;
  ThreadPool pool(1, 1, "p");
  pool.start();
  occupy(pool, job);
  pool.callInThread([] {});
  pool.q().put(WorkerStop);
  pool.dumpStats();
  const Strings busy = {"queue: [job, stop]", "waiters: []", "workers: [PoolThread-p-1]", "total: [PoolThread-p-1]"};
  BOOST_TEST(textsOf(log.takeMessages()) == busy, boost::test_tools::per_element());

  pool.q().get();
  pool.q().get();
  job.release.open();
  untilWaiters(pool, 1);
  pool.dumpStats();
  const Strings idle = {"queue: []", "waiters: [PoolThread-p-1]", "workers: []", "total: [PoolThread-p-1]"};
  BOOST_TEST(textsOf(log.takeMessages()) == idle, boost::test_tools::per_element());
  pool.stop();
}

BOOST_AUTO_TEST_SUITE_END()
