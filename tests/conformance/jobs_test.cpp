// Running jobs: their order, their outcome and who receives it.

#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "fixture.hpp"

using namespace conformance;

namespace {

struct Thrown {};  // not derived from std::exception

/// Runs one job in a pool of its own and gives what onResult received.
template <class F>
std::pair<bool, Result> outcomeOf(F function) {
  std::pair<bool, Result> outcome;
  ThreadPool pool(0, 1);
  pool.callInThreadWithCallback(
      [&outcome](bool success, Result result) {
        outcome = {success, std::move(result)};
      },
      function);
  pool.start();
  pool.stop();
  return outcome;
}

class CountsSubmissions : public ThreadPool {
 public:
  using ThreadPool::callInThread;
  using ThreadPool::callInThreadWithCallback;
  using ThreadPool::ThreadPool;
  void callInThreadWithCallback(threadpool::OnResult onResult, threadpool::Function function) override {
    ++submissions;
    withoutReceiver += onResult == nullptr;
    ThreadPool::callInThreadWithCallback(std::move(onResult), std::move(function));
  }
  int submissions = 0;
  int withoutReceiver = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jobs, Clean)

// X-07 L-60 S-D01: ten runs under one lock; all happen, none overlaps another.
BOOST_AUTO_TEST_CASE(all_submitted_jobs_run) {
  std::mutex mutex;
  int runs = 0, inside = 0, overlaps = 0;
  ThreadPool pool(0, 4);
  pool.start();
  for (int i = 0; i < 10; ++i)
    pool.callInThread([&] {
      std::lock_guard<std::mutex> lock(mutex);
      overlaps += inside++ != 0;
      ++runs;
      --inside;
    });
  pool.stop();
  BOOST_TEST(runs == 10);
  BOOST_TEST(overlaps == 0);
}

// X-23 L-13: the same through the oldest form of submission, whose owner is ignored.
BOOST_AUTO_TEST_CASE(dispatched_jobs_run) {
  std::mutex mutex;
  int sum = 0;
  ThreadPool pool(0, 4);
  pool.start();
  for (int i = 1; i <= 10; ++i)
    pool.dispatch(
        &sum,
        [&](int number) {
          std::lock_guard<std::mutex> lock(mutex);
          sum += number;
        },
        i);
  pool.dispatch(nullptr, threadpool::Function([&]() -> std::any {
                  std::lock_guard<std::mutex> lock(mutex);
                  sum += 100;
                  return {};
                }));
  pool.stop();
  BOOST_TEST(sum == 155);
}

// L-13: the value to the callback, the bare exception to the errback, both on the job's thread.
BOOST_AUTO_TEST_CASE(dispatch_with_callback_parts_values_from_exceptions) {
  std::thread::id ran, called;
  int value = 0;
  std::string text;
  ThreadPool pool(0, 1);
  const auto callback = [&](std::any given) {
    value = std::any_cast<int>(given);
    called = std::this_thread::get_id();
  };
  const auto errback = [&](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::runtime_error& error) {
      text = error.what();
    }
  };
  pool.dispatchWithCallback(nullptr, callback, errback, threadpool::bind([&] {
                              ran = std::this_thread::get_id();
                              return 7;
                            }));
  pool.dispatchWithCallback(nullptr, callback, errback,
                            threadpool::bind([]() -> int { throw std::runtime_error("broken"); }));
  pool.start();
  pool.stop();
  BOOST_TEST(value == 7);
  BOOST_TEST((ran == called));
  BOOST_TEST((ran != std::this_thread::get_id()));
  BOOST_TEST(text == "broken");
}

// L-60: the self-call is visible to an override, and says that there is no onResult.
BOOST_AUTO_TEST_CASE(call_in_thread_goes_through_call_in_thread_with_callback) {
  Tally ran("jobs");
  CountsSubmissions pool(0, 2);
  pool.start();
  pool.callInThread([&ran] { ran.add(); });
  pool.callInThread([](Tally* tally) { tally->add(); }, &ran);
  pool.callInThreadWithCallback([&ran](bool, Result) { ran.add(); }, [] {});
  pool.stop();
  BOOST_TEST(ran.count() == 3u);
  BOOST_TEST(pool.submissions == 3);
  BOOST_TEST(pool.withoutReceiver == 2);
}

// X-09 L-61
BOOST_AUTO_TEST_CASE(on_result_receives_the_value) {
  const auto [success, result] = outcomeOf([] { return std::string("value"); });
  BOOST_TEST(success);
  BOOST_TEST(result.ok());
  BOOST_TEST(result.get<std::string>() == "value");
  BOOST_TEST((result.failure().exception() == nullptr));
}

// L-61: nothing for void; a value that cannot be copied comes in a shared pointer.
BOOST_AUTO_TEST_CASE(values_of_all_kinds) {
  const auto none = outcomeOf([] {});
  BOOST_TEST(none.first);
  BOOST_TEST(!none.second.value().has_value());
  const auto unique = outcomeOf([] { return std::make_unique<int>(5); });
  BOOST_TEST(**unique.second.get<std::shared_ptr<std::unique_ptr<int>>>() == 5);
  BOOST_CHECK_THROW(unique.second.get<int>(), std::bad_any_cast);
}

// X-10 L-62: the failure with its type; and the pool logs nothing, which the fixture proves.
BOOST_AUTO_TEST_CASE(on_result_receives_the_failure) {
  const auto [success, result] = outcomeOf([] { throw std::out_of_range("too far"); });
  BOOST_TEST(!success);
  BOOST_TEST(!result.ok());
  BOOST_TEST(result.failure().check<std::out_of_range>());
  BOOST_TEST(result.failure().check<std::logic_error>());
  BOOST_TEST(!result.failure().check<std::runtime_error>());
  BOOST_TEST(result.failure().message() == "too far");
  BOOST_TEST(result.failure().typeName() == "std::out_of_range");
  BOOST_CHECK_THROW(result.value(), std::out_of_range);
  BOOST_CHECK_THROW(result.failure().rethrow(), std::out_of_range);
}

// L-65: whatever is thrown arrives.
BOOST_AUTO_TEST_CASE(exceptions_of_any_type_are_failures) {
  const auto number = outcomeOf([] { throw 42; });
  BOOST_TEST(!number.first);
  BOOST_TEST(number.second.failure().check<int>());
  BOOST_TEST(number.second.failure().typeName() == "int");
  BOOST_TEST(number.second.failure().message() == "int");
  const auto custom = outcomeOf([] { throw Thrown(); });
  BOOST_TEST(!custom.first);
  BOOST_TEST(custom.second.failure().check<Thrown>());
}

// L-66
BOOST_AUTO_TEST_CASE(a_returned_failure_is_a_value) {
  const auto [success, result] =
      outcomeOf([] { return threadpool::Failure(std::make_exception_ptr(std::runtime_error("kept"))); });
  BOOST_TEST(success);
  BOOST_TEST(result.get<threadpool::Failure>().message() == "kept");
}

// X-12 L-61
BOOST_AUTO_TEST_CASE(function_and_on_result_share_a_thread) {
  std::thread::id function, onResult;
  ThreadPool pool(0, 3);
  pool.start();
  pool.callInThreadWithCallback([&](bool, Result) { onResult = std::this_thread::get_id(); },
                                [&] { function = std::this_thread::get_id(); });
  pool.stop();
  BOOST_TEST((function == onResult));
  BOOST_TEST((function != std::this_thread::get_id()));
}

// L-67: a thread takes its next job after onResult.
BOOST_AUTO_TEST_CASE(on_result_comes_before_the_next_job) {
  const Trail trail;
  ThreadPool pool(0, 1);
  for (const char* name : {"1", "2"})
    pool.callInThreadWithCallback([trail, name](bool, Result) { trail.note(std::string("result ") + name); },
                                  [trail, name] { trail.note(std::string("function ") + name); });
  pool.start();
  pool.stop();
  const std::vector<std::string> expected{"function 1", "result 1", "function 2", "result 2"};
  BOOST_TEST(trail.names() == expected, boost::test_tools::per_element());
}

// L-68: taken in the order of submission, each once.
BOOST_AUTO_TEST_CASE(jobs_start_in_the_order_of_submission) {
  std::vector<int> order, expected;
  ThreadPool pool(1, 1);
  pool.start();
  for (int i = 0; i < 200; ++i) {
    expected.push_back(i);
    pool.callInThread([&order, i] { order.push_back(i); });
  }
  pool.stop();
  BOOST_TEST(order == expected, boost::test_tools::per_element());
}

// S-D16 DEF-19 T-63: a new job does not overtake those that wait, even where capacity has just appeared.
BOOST_AUTO_TEST_CASE(new_jobs_do_not_overtake_waiting_ones) {
  Blocker first, second, third, fourth;
  ThreadPool pool(1, 1);
  pool.start();
  occupy(pool, first);
  pool.callInThread(std::ref(second));
  pool.callInThread(std::ref(third));
  pool.adjustPoolsize(1, 2);
  second.begun.wait();
  pool.callInThread(std::ref(fourth));
  second.release.open();
  third.begun.wait();
  BOOST_TEST(!fourth.begun.isOpen());
  third.release.open();
  fourth.begun.wait();
  fourth.release.open();
  first.release.open();
  pool.stop();
}

// L-69: a job may submit a job.
BOOST_AUTO_TEST_CASE(jobs_may_submit_jobs) {
  Tally ran("jobs");
  ThreadPool pool(0, 2);
  pool.start();
  pool.callInThread([&] {
    pool.callInThread([&ran] { ran.add(); });
    ran.add();
  });
  ran.wait(2);
  pool.stop();
  BOOST_TEST(ran.count() == 2u);
}

// L-B12: the queue has no bound that would make a submitter wait.
BOOST_AUTO_TEST_CASE(submitters_never_wait) {
  Tally ran("jobs");
  ThreadPool pool(0, 2);
  for (int i = 0; i < 5000; ++i) pool.callInThread([&ran] { ran.add(); });
  BOOST_TEST(pool.q().qsize() == 5000u);
  pool.start();
  pool.stop();
  BOOST_TEST(ran.count() == 5000u);
}

// L-60: arguments are copied or moved in, and reach functions, members and callables that cannot be copied.
BOOST_AUTO_TEST_CASE(arguments_are_bound) {
  struct Counter {
    void add(int number) { sum += number; }
    int sum = 0;
  } counter;
  int moved = 0;
  ThreadPool pool(0, 1);
  pool.callInThread(&Counter::add, &counter, 3);
  pool.callInThread([](Counter& target, int number) { target.add(number); }, std::ref(counter), 4);
  pool.callInThread([&moved](std::unique_ptr<int> number) { moved = *number; }, std::make_unique<int>(9));
  pool.callInThread([&counter, owned = std::make_unique<int>(5)] { counter.add(*owned); });
  pool.start();
  pool.stop();
  BOOST_TEST(counter.sum == 12);
  BOOST_TEST(moved == 9);
}

BOOST_AUTO_TEST_SUITE_END()
