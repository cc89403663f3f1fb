// Nothing of Boost.Thread gets out of the library, neither its exceptions nor its interruption.

#include <pthread.h>

#include <boost/thread/thread.hpp>
#include <system_error>

#include "fixture.hpp"

using namespace legacy_test;

namespace {

/// While it lives, no thread can be started: each would need a stack beyond all memory.
class NoNewThreads {
 public:
  NoNewThreads() {
    pthread_getattr_default_np(&before_);
    pthread_attr_t huge;
    pthread_attr_init(&huge);
    pthread_attr_setstacksize(&huge, std::size_t{1} << 47);
    pthread_setattr_default_np(&huge);
    pthread_attr_destroy(&huge);
  }
  ~NoNewThreads() {
    pthread_setattr_default_np(&before_);
    pthread_attr_destroy(&before_);
  }
  NoNewThreads(const NoNewThreads&) = delete;
  NoNewThreads& operator=(const NoNewThreads&) = delete;

 private:
  pthread_attr_t before_;
};

std::error_code codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::system_error& error) {
    return error.code();
  }
  return {};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(boost_border, Clean)

// L-B05
BOOST_AUTO_TEST_CASE(a_thread_that_cannot_be_started_is_a_system_error_and_so_is_joining_it) {
  ThreadPool pool(0, 1);
  pool.start();
  {
    const NoNewThreads limit;
    BOOST_TEST((codeOf([&] { pool.callInThread([] {}); }) == std::errc::resource_unavailable_try_again));
  }
  BOOST_TEST(pool.workers() == 1);
  BOOST_TEST(pool.threads().size() == 1u);
  BOOST_TEST((codeOf([&] { pool.stop(); }) == std::errc::invalid_argument));
}

// L-32
BOOST_AUTO_TEST_CASE(a_pool_thread_that_joins_itself_gets_a_system_error) {
  std::error_code code;
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThread([&] { code = codeOf([&] { pool.threads().at(0)->join(); }); });
  pool.stop();
  BOOST_TEST((code == std::errc::resource_deadlock_would_occur));
}

BOOST_AUTO_TEST_CASE(a_thread_is_joined_by_several_and_again) {
  ThreadPool pool(1, 1);
  pool.start();
  const auto thread = pool.threads().at(0);
  boost::thread other([&] { thread->join(); });
  pool.stop();
  other.join();
  thread->join();
  BOOST_CHECK_THROW(thread->start(), std::logic_error);
}

BOOST_AUTO_TEST_CASE(an_interruption_of_the_clients_own_thread_does_not_end_a_wait) {
  Blocker job;
  Gate interrupted("the interruption");
  bool stopped = false, pending = false;
  ThreadPool pool(1, 1);
  pool.start();
  occupy(pool, job);
  boost::thread client([&] {
    interrupted.wait();
    pool.stop();
    stopped = true;
    pending = boost::this_thread::interruption_requested();
  });
  client.interrupt();
  interrupted.open();
  job.release.open();
  client.join();
  BOOST_TEST(stopped);
  BOOST_TEST(pending);
}

BOOST_AUTO_TEST_SUITE_END()
