// Two moments of the old pool in which no hook is called: a job between the queue and `working` (L-B01), and a
// submission between its test and the queue (L-B04).
//
// The library calls its own exported functions through the loader, as any client does, and the program's definition
// comes first. So the two functions that stand at those moments are defined here once more, with a stop in them:
// Job::isStop is what a thread asks about a record it has just taken, and Queue::put is what a submission calls after
// it has found the pool open. (Function objects are of no use: std::function moves without calling what it holds.)

#define BOOST_TEST_MODULE legacy_windows
#include <dlfcn.h>

#include <bit>
#include <cstddef>
#include <thread>

#include "fixture.hpp"

using namespace legacy_test;
using threadpool::Job;
using threadpool::Queue;

namespace {

/// Holds the threads that come by while it is shut.
class Window {
 public:
  void shut() {
    support::waits().change([this] { shut_ = true; });
  }
  void open() {
    support::waits().change([this] { shut_ = false; });
  }
  void pass() noexcept {
    try {
      if (!support::waits().read([this] { return shut_; })) return;
      reached_.add();
      support::waits().until([this] { return !shut_; }, "a window to be opened");
    } catch (const support::TimedOut&) {  // the test sees it too
    }
  }
  void awaitArrival() { reached_.wait(1); }

 private:
  bool shut_ = false;
  Tally reached_{"threads in the window"};
};

Window* afterTaking = nullptr;
Window* beforeQueueing = nullptr;

struct OpenWindows {
  OpenWindows() {
    afterTaking = &taking;
    beforeQueueing = &queueing;
  }
  ~OpenWindows() { afterTaking = beforeQueueing = nullptr; }
  OpenWindows(const OpenWindows&) = delete;
  OpenWindows& operator=(const OpenWindows&) = delete;
  Window taking, queueing;
};

/// The library's own Queue::put, as a member function: an address and no adjustment of `this`.
void (Queue::*libraryPut())(Job) {
  struct Representation {
    void* address;
    std::ptrdiff_t adjustment;
  };
  void* const address = dlsym(RTLD_NEXT, "_ZN10threadpool5Queue3putENS_3JobE");
  return std::bit_cast<void (Queue::*)(Job)>(Representation{address, 0});
}

}  // namespace

namespace threadpool {

bool Job::isStop() const noexcept {
  if (afterTaking != nullptr) afterTaking->pass();
  return stop_;
}

void Queue::put(Job job) {
  if (beforeQueueing != nullptr) beforeQueueing->pass();
  (this->*libraryPut())(std::move(job));
}

}  // namespace threadpool

BOOST_FIXTURE_TEST_SUITE(windows, Clean)

// L-B01: two jobs, room for four threads, and yet the second waits behind the first, which waits for it.
BOOST_AUTO_TEST_CASE(a_job_that_is_taken_but_not_yet_listed_is_counted_nowhere) {
  OpenWindows windows;
  Gate unblocked("the second job");
  ThreadPool pool(0, 4);
  pool.start();
  windows.taking.shut();
  pool.callInThread([&unblocked] { unblocked.wait(); });
  windows.taking.awaitArrival();
  BOOST_TEST(pool.q().empty());
  BOOST_TEST(pool.working().empty());

  pool.callInThread([&unblocked] { unblocked.open(); });
  BOOST_TEST(pool.workers() == 1);

  // Even when the first has arrived where it is counted, nobody counts again.
  windows.taking.open();
  eventually([&] { return pool.working().size() == 1; }, "the first job to be listed");
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.q().qsize() == 1u);
  BOOST_TEST(!unblocked.isOpen());

  pool.adjustPoolsize();
  BOOST_TEST(pool.workers() == 2);
  unblocked.wait();
  pool.stop();
}

// L-B01 L-40: the same without the window.
BOOST_AUTO_TEST_CASE(a_job_that_is_listed_is_counted) {
  OpenWindows windows;
  Gate unblocked("the second job");
  ThreadPool pool(0, 4);
  pool.start();
  pool.callInThread([&unblocked] { unblocked.wait(); });
  eventually([&] { return pool.working().size() == 1; }, "the first job to be listed");
  pool.callInThread([&unblocked] { unblocked.open(); });
  BOOST_TEST(pool.workers() == 2);
  unblocked.wait();
  pool.stop();
}

// L-B04
BOOST_AUTO_TEST_CASE(a_submission_that_stop_overtakes_ends_behind_the_tokens_and_never_runs) {
  OpenWindows windows;
  bool ran = false;
  ThreadPool pool(1, 1);
  pool.start();
  windows.queueing.shut();
  std::thread submitter([&] { pool.callInThread([&ran] { ran = true; }); });
  windows.queueing.awaitArrival();
  pool.stop();
  windows.queueing.open();
  submitter.join();

  BOOST_TEST(pool.threads().empty());
  BOOST_TEST(pool.q().qsize() == 1u);
  BOOST_TEST(!ran);
}

BOOST_AUTO_TEST_SUITE_END()
