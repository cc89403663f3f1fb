// When what the client gave to the pool is destroyed: proven by tokens that note their own end (M-08).

#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "../support/thread_shop.hpp"
#include "fixture.hpp"

using namespace conformance;

namespace {

using Token = std::shared_ptr<const std::string>;

/// An exception that owns something.
struct OwningError : std::runtime_error {
  explicit OwningError(Token owned) : std::runtime_error("owning"), token(std::move(owned)) {}
  Token token;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lifetime, Clean)

// L-90 M-08: while the function runs, nothing else holds it: the queue's record is gone.
BOOST_AUTO_TEST_CASE(the_record_is_gone_while_the_function_runs) {
  const Trail trail;
  long references = 0;
  ThreadPool pool(0, 1);
  // What the function owns is moved along, never copied, so the token's count tells how many functions there are.
  struct Job {
    Token token;
    long* references;
    void operator()() const { *references = token.use_count(); }
  };
  pool.callInThread(Job{trail.token("function"), &references});
  pool.start();
  pool.stop();
  BOOST_TEST(references == 1);
  BOOST_TEST(trail.count("function gone") == 1u);
}

// X-04 L-91 L-93 L-B08 L-B09: the first job of a thread is gone while its thread lives on and waits.
BOOST_AUTO_TEST_CASE(function_and_argument_are_gone_while_the_thread_lives) {
  support::ThreadShop shop;
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.setThreadFactory(shop.factory());
  pool.start();
  pool.callInThread([token = trail.token("function")](const Token&) {}, trail.token("argument"));
  atRest(pool, 1);
  BOOST_TEST(shop.count() == 1u);
  BOOST_TEST(pool.threads().size() == 1u);
  BOOST_TEST(trail.count("function gone") == 1u);
  BOOST_TEST(trail.count("argument gone") == 1u);
  BOOST_TEST((trail.thread("function gone") != std::this_thread::get_id()));
  pool.stop();
}

// X-05 L-91 L-92 S-34 M-08: function and argument before onResult begins; onResult and result before the thread waits
// again; all on the thread of the job.
BOOST_AUTO_TEST_CASE(order_of_destruction_when_a_job_succeeds) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [trail, token = trail.token("onResult")](bool, Result) { trail.note("onResult begins"); },
      [trail, token = trail.token("function")](const Token&) { return trail.token("result"); },
      trail.token("argument"));
  atRest(pool, 1);
  for (const char* gone : {"function gone", "argument gone"}) BOOST_TEST(trail.inOrder(gone, "onResult begins"), gone);
  for (const char* gone : {"onResult gone", "result gone"}) BOOST_TEST(trail.inOrder("onResult begins", gone), gone);
  for (const auto& event : trail.events())
    BOOST_TEST((event.thread == trail.thread("onResult begins")), event.what << " on another thread");
  pool.stop();
}

// L-91 L-95 M-08: an exception holds no frames in C++, so that function and argument are gone before onResult on this
// path as well; the exception lives as long as the result.
BOOST_AUTO_TEST_CASE(order_of_destruction_when_a_job_fails) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [trail, token = trail.token("onResult")](bool success, Result) {
        trail.note(success ? "success" : "onResult begins");
      },
      [trail, token = trail.token("function")](const Token&) { throw OwningError(trail.token("exception")); },
      trail.token("argument"));
  atRest(pool, 1);
  for (const char* gone : {"function gone", "argument gone"}) BOOST_TEST(trail.inOrder(gone, "onResult begins"), gone);
  for (const char* gone : {"onResult gone", "exception gone"}) BOOST_TEST(trail.inOrder("onResult begins", gone), gone);
  pool.stop();
}

// L-94 L-92 S-34 DEF-34 M-08: an onResult that throws is not kept, nor what it received or threw.
BOOST_AUTO_TEST_CASE(order_of_destruction_when_on_result_throws) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback(
      [trail, token = trail.token("onResult")](bool, Result) {
        trail.note("onResult begins");
        throw OwningError(trail.token("thrown"));
      },
      [trail, token = trail.token("function")] { return trail.token("result"); });
  eventually([&] { return pool.waiters().size() == 1; }, "the thread to wait again");
  BOOST_TEST(trail.inOrder("function gone", "onResult begins"));
  BOOST_TEST(trail.inOrder("onResult begins", "onResult gone"));
  BOOST_TEST(trail.inOrder("onResult begins", "result gone"));
  BOOST_TEST(log.takeErrors().size() == 1u);  // holds the exception until here
  BOOST_TEST(trail.count("thrown gone") == 1u);
  pool.stop();
}

// L-94 L-63: the same without onResult: once the error is logged, nothing of the job is left.
BOOST_AUTO_TEST_CASE(nothing_is_left_of_a_failed_job_without_on_result) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThread([trail, token = trail.token("function")] { throw OwningError(trail.token("exception")); });
  eventually([&] { return pool.waiters().size() == 1; }, "the thread to wait again");
  BOOST_TEST(trail.count("function gone") == 1u);
  BOOST_TEST(log.takeErrors().size() == 1u);
  BOOST_TEST(trail.count("exception gone") == 1u);
  pool.stop();
}

// L-92: the value of a job without onResult is thrown away where it arises.
BOOST_AUTO_TEST_CASE(values_that_nobody_receives_are_destroyed) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThread([trail] { return trail.token("value"); });
  pool.callInThread(threadpool::Function([trail]() -> std::any { return trail.token("any value"); }));
  eventually([&] { return trail.has("any value gone"); }, "the values to be gone");
  atRest(pool, 1);
  BOOST_TEST(trail.has("value gone"));
  pool.stop();
}

// L-92: the job's context is let go before the thread waits again.
BOOST_AUTO_TEST_CASE(the_context_is_gone_before_the_thread_waits) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.start();
  {
    threadpool::context::Scope scope(threadpool::context::Layer{{"key", trail.token("context")}});
    pool.callInThreadWithCallback([trail](bool, Result) { trail.note("onResult begins"); }, [] {});
  }
  atRest(pool, 1);
  BOOST_TEST(trail.has("onResult begins"));
  BOOST_TEST(trail.count("context gone") == 1u);
  pool.stop();
}

// L-92: a destructor that takes its time belongs to the job: meanwhile the thread does not wait.
BOOST_AUTO_TEST_CASE(a_thread_waits_only_after_the_last_destructor) {
  Gate destroying("the destructor to begin"), release("the destructor's release");
  ThreadPool pool(0, 1);
  pool.start();
  pool.callInThreadWithCallback([](bool, Result) {},
                                [&] {
                                  return std::shared_ptr<int>(new int(0), [&](int* value) {
                                    destroying.open();
                                    release.wait();
                                    delete value;
                                  });
                                });
  destroying.wait();
  BOOST_TEST(pool.waiters().empty());
  BOOST_TEST(pool.working().size() == differs(0u, 1u));  // L-09 S-03
  release.open();
  atRest(pool, 1);
  pool.stop();
}

// L-B14 M-26: a destructor of what a job owns may submit: no lock of the pool is held while it runs.
BOOST_AUTO_TEST_CASE(destructors_may_submit) {
  Tally ran("jobs from destructors");
  ThreadPool pool(0, 1);
  pool.start();
  const auto submitsAtItsEnd = [&] {
    return std::shared_ptr<int>(new int(0), [&](int* value) {
      pool.callInThread([&ran] { ran.add(); });
      delete value;
    });
  };
  pool.callInThread([owned = submitsAtItsEnd()] {});
  ran.wait(1);
  pool.callInThreadWithCallback([owned = submitsAtItsEnd()](bool, Result) {}, [&] { return submitsAtItsEnd(); });
  ran.wait(3);
  pool.stop();
  BOOST_TEST(ran.count() == 3u);
}

// L-30 L-B14 M-26: also where the submission that carried it is refused.
BOOST_AUTO_TEST_CASE(destructors_of_refused_jobs_may_submit) {
  const Trail trail;
  ThreadPool pool(0, 1);
  pool.stop();
  std::shared_ptr<int> owned(new int(0), [&](int* value) {
    pool.callInThread([trail] { trail.note("ran"); });
    trail.note("destroyed");
    delete value;
  });
  pool.callInThread([kept = std::move(owned)] {});
  BOOST_TEST(trail.count("destroyed") == 1u);
  BOOST_TEST(!trail.has("ran"));
}

// DEF-23 M-15: in the shim a job may destroy its pool, and goes on without it; the log says that this was not meant.
BOOST_AUTO_TEST_CASE(a_job_may_destroy_its_pool, *boost::unit_test::precondition(shimOnly)) {
  Gate go("the signal to destroy");
  Tally ended("the job");
  auto pool = std::make_unique<ThreadPool>(1, 1);
  pool->start();
  pool->callInThread([&] {
    go.wait();
    pool.reset();
    ended.add();
  });
  go.open();
  ended.wait(1);
  BOOST_TEST(log.takeMessages().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
