// lock_worker_test.cpp - proves what cadre/lock_worker.hpp promises of locks, order and quitting.
// The strict lock of these tests reports what would block a real thread for ever, and is itself tested first.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/lock_worker.hpp>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gate.hpp"
#include "strict_lock.hpp"

using cadre_test::lock_journal;
using cadre_test::strict_lock;
using words = std::vector<std::string>;

namespace {

/// A lock_worker on a strict lock that the worker alone owns.
struct locked {
  std::shared_ptr<lock_journal> journal = std::make_shared<lock_journal>();
  std::weak_ptr<strict_lock> lock;
  std::unique_ptr<cadre::lock_worker> worker;

  locked() {
    auto own = std::make_shared<strict_lock>(journal);
    lock = own;
    worker = std::make_unique<cadre::lock_worker>(std::move(own));
  }
  locked(const locked&) = delete;
  locked& operator=(const locked&) = delete;
  ~locked() {
    worker.reset();
    BOOST_TEST(journal->released_too_often == 0);
    BOOST_TEST(!journal->destroyed_held);
    BOOST_TEST(lock.expired());
  }
};

/// A real lock that tells how many threads have come to it.
class meeting_lock final : public cadre::lockable {
 public:
  explicit meeting_lock(cadre_test::tally& arrivals) : arrivals_(arrivals) {}
  void lock() override {
    arrivals_.add();
    mutex_.lock();
  }
  void unlock() override { mutex_.unlock(); }

 private:
  cadre_test::tally& arrivals_;
  std::mutex mutex_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lock_worker)

// X-62 D-05 D-06: the fixture itself.
BOOST_AUTO_TEST_CASE(the_strict_lock_reports_a_second_acquire) {
  const auto journal = std::make_shared<lock_journal>();
  strict_lock lock(journal);
  lock.lock();
  BOOST_CHECK_THROW(lock.lock(), std::logic_error);
  lock.unlock();
  lock.lock();
  BOOST_TEST(journal->acquired == 2);
  lock.unlock();
}

// X-63 D-05 D-06
BOOST_AUTO_TEST_CASE(the_strict_lock_reports_a_release_too_many) {
  const auto journal = std::make_shared<lock_journal>();
  strict_lock lock(journal);
  lock.lock();
  lock.unlock();
  BOOST_TEST(journal->released_too_often == 0);
  lock.unlock();
  BOOST_TEST(journal->released_too_often == 1);
}

// LW-01: a lock comes in from outside, or is its own; none at all is an error.
BOOST_AUTO_TEST_CASE(a_worker_needs_a_lock) {
  BOOST_CHECK_THROW(cadre::lock_worker(std::shared_ptr<cadre::lockable>()), std::invalid_argument);
  int runs = 0;
  cadre::lock_worker worker;
  worker.submit([&runs] { ++runs; });
  BOOST_TEST(runs == 1);
}

// X-64 LW-02 LW-03
BOOST_AUTO_TEST_CASE(a_task_runs_at_once_under_the_lock) {
  locked test;
  bool held = false;
  std::thread::id where;
  test.worker->submit([&] {
    held = test.journal->held;
    where = std::this_thread::get_id();
  });
  BOOST_TEST(held);
  BOOST_TEST(!test.journal->held);
  BOOST_TEST((where == std::this_thread::get_id()));
}

// X-65 LW-04 LW-05: in turn and not inside each other, in one critical section.
BOOST_AUTO_TEST_CASE(work_from_inside_waits_its_turn) {
  locked test;
  words order;
  int depth = 0;
  int deepest = 0;
  const auto step = [&](const char* name, auto inside) {
    return [&, name, inside] {
      deepest = std::max(deepest, ++depth);
      order.push_back(name + std::string(test.journal->held ? " locked" : " open"));
      inside();
      order.push_back(name + std::string(" ends"));
      --depth;
    };
  };
  test.worker->submit(step("a", [&] {
    test.worker->submit(step("b", [&] { test.worker->submit(step("d", [] {})); }));
    test.worker->submit(step("c", [] {}));
  }));
  BOOST_TEST(order == (words{"a locked", "a ends", "b locked", "b ends", "c locked", "c ends", "d locked", "d ends"}),
             boost::test_tools::per_element());
  BOOST_TEST(deepest == 1);
  BOOST_TEST(test.journal->acquired == 1);
  BOOST_TEST(!test.journal->held);
}

// LW-16: back through another worker, on one thread.
BOOST_AUTO_TEST_CASE(two_workers_may_call_each_other) {
  locked a;
  locked b;
  words order;
  a.worker->submit([&] {
    b.worker->submit([&] {
      a.worker->submit([&order] { order.emplace_back("a2"); });
      order.emplace_back("b1");
    });
    order.emplace_back("a1");
  });
  BOOST_TEST(order == (words{"b1", "a1", "a2"}), boost::test_tools::per_element());
}

// LW-15 DEF-07: two workers on one thread share nothing; each task has its own worker's lock.
BOOST_AUTO_TEST_CASE(each_worker_takes_its_own_lock) {
  locked a;
  locked b;
  words order;
  a.worker->submit([&] {
    b.worker->submit([&] { order.emplace_back(b.journal->held ? "b held" : "b open"); });
    order.emplace_back(b.journal->held ? "b held" : "b open");
  });
  BOOST_TEST(order == (words{"b held", "b open"}), boost::test_tools::per_element());
  BOOST_TEST(b.journal->acquired == 1);
}

// LW-06: the lock stays taken until the outermost call has run all that its tasks submitted.
BOOST_AUTO_TEST_CASE(other_threads_wait_for_the_outermost_call) {
  cadre_test::tally arrivals;
  cadre::lock_worker worker(std::make_shared<meeting_lock>(arrivals));
  words order;
  bool met = false;
  std::thread other;
  worker.submit([&] {
    other = std::thread([&] { worker.submit([&order] { order.emplace_back("other"); }); });
    met = arrivals.reached(2);
    worker.submit([&] {
      worker.submit([&order] { order.emplace_back("third"); });
      order.emplace_back("second");
    });
    order.emplace_back("first");
  });
  other.join();
  BOOST_TEST(met);
  BOOST_TEST(order == (words{"first", "second", "third", "other"}), boost::test_tools::per_element());
}

// X-66 LW-08 LW-10
BOOST_AUTO_TEST_CASE(quit_lets_the_lock_go) {
  locked test;
  BOOST_TEST(!test.lock.expired());
  test.worker->quit();
  BOOST_TEST(test.lock.expired());
  BOOST_TEST(test.journal->acquired == 0);
  BOOST_CHECK_THROW(test.worker->quit(), cadre::already_quit);
  BOOST_CHECK_THROW(test.worker->submit([] {}), cadre::already_quit);
}

// X-67 LW-09
BOOST_AUTO_TEST_CASE(quit_inside_a_task_lets_accepted_work_run) {
  locked test;
  words order;
  test.worker->submit([&] {
    test.worker->submit([&] {
      order.emplace_back(test.journal->held ? "inner locked" : "inner open");
      BOOST_CHECK_THROW(test.worker->submit([] {}), cadre::already_quit);
    });
    test.worker->quit();
    BOOST_CHECK_THROW(test.worker->submit([&order] { order.emplace_back("too late"); }), cadre::already_quit);
    BOOST_CHECK_THROW(test.worker->quit(), cadre::already_quit);
    order.emplace_back(test.journal->held ? "outer locked" : "outer open");
  });
  BOOST_TEST(order == (words{"outer locked", "inner locked"}), boost::test_tools::per_element());
  BOOST_TEST(!test.journal->held);
  BOOST_TEST(test.lock.expired());
}

// X-68 LW-11 LW-12 DEF-03: quit between the first look at the flag and the lock.
BOOST_AUTO_TEST_CASE(quit_while_locking_refuses_the_task) {
  locked test;
  int runs = 0;
  test.journal->before_lock = [&] { test.worker->quit(); };
  BOOST_CHECK_THROW(test.worker->submit([&runs] { ++runs; }), cadre::already_quit);
  BOOST_TEST(runs == 0);
  BOOST_TEST(!test.journal->held);
  BOOST_TEST(test.lock.expired());
  BOOST_CHECK_THROW(test.worker->submit([&runs] { ++runs; }), cadre::already_quit);
}

// LW-11 DEF-03: the same with threads; whoever waited for the lock when the worker quit is refused.
BOOST_AUTO_TEST_CASE(quit_refuses_those_who_wait_for_the_lock) {
  cadre_test::tally arrivals;
  auto own = std::make_shared<meeting_lock>(arrivals);
  const std::weak_ptr<meeting_lock> watch = own;
  cadre::lock_worker worker(std::move(own));
  bool refused = false;
  bool ran = false;
  bool met = false;
  std::thread other;
  worker.submit([&] {
    other = std::thread([&] {
      try {
        worker.submit([&ran] { ran = true; });
      } catch (const cadre::already_quit&) {
        refused = true;
      }
    });
    met = arrivals.reached(2);
    worker.quit();
  });
  other.join();
  BOOST_TEST(met);
  BOOST_TEST(refused);
  BOOST_TEST(!ran);
  BOOST_TEST(watch.expired());
}

// M-29
BOOST_AUTO_TEST_CASE(destruction_lets_the_lock_go) {
  locked test;
  test.worker.reset();
  BOOST_TEST(test.lock.expired());
  BOOST_TEST(test.journal->acquired == 0);
}

// DEF-37: What must not happen under a lock happens after it: in order, on this thread, before submit returns.
BOOST_AUTO_TEST_CASE(follow_ups_run_when_the_lock_is_free) {
  locked test;
  words order;
  const auto follow_up = [&](const char* name) {
    return [&, name] { order.push_back(name + std::string(test.journal->held ? " locked" : " open")); };
  };
  test.worker->submit([&] {
    test.worker->submit([&] {
      test.worker->after_release(follow_up("second"));
      order.emplace_back("inner");
    });
    test.worker->after_release(follow_up("first"));
    order.emplace_back("outer");
  });
  BOOST_TEST_REQUIRE(order.size() == 4U);
  BOOST_TEST(order.front() == "outer");
  BOOST_TEST(std::count(order.begin(), order.end(), "first open") == 1);
  BOOST_TEST(order.back() == "second open");
}

BOOST_AUTO_TEST_CASE(follow_ups_may_submit_and_quit) {
  locked test;
  words order;
  test.worker->submit([&] {
    test.worker->after_release([&] {
      test.worker->submit([&] { order.emplace_back(test.journal->held ? "ran locked" : "ran open"); });
      test.worker->quit();
      order.emplace_back("quit");
    });
  });
  BOOST_TEST(std::count(order.begin(), order.end(), "ran locked") == 1);
  BOOST_TEST(std::count(order.begin(), order.end(), "quit") == 1);
  BOOST_TEST(test.worker->closed());
  BOOST_TEST(test.lock.expired());
}

BOOST_AUTO_TEST_SUITE_END()
