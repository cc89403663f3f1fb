// resume_on_faults_test.cpp - proves what cadre/resume_on.hpp promises of workers that refuse or drop a coroutine, and
// of results that are errors.

#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/async.hpp>
#include <cadre/eager.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/resume_on.hpp>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "recorded_errors.hpp"

using cadre::eager;
using cadre::result_of;
using cadre::resume_on;
using cadre_test::deliberate;
using cadre_test::described;
using cadre_test::gate;
using cadre_test::recorded_errors;

namespace {

/// How a transfer ended, and where.
struct arrival {
  std::string how = "nothing yet";
  std::thread::id where = {};
  bool in_a_task = false;
};

eager<void> travel(cadre::worker& to, arrival& log) {
  std::exception_ptr error;
  try {
    co_await resume_on(to);
  } catch (...) {
    error = std::current_exception();
  }
  log = {error ? described(error) : "there", std::this_thread::get_id(), to.running_here()};
}

eager<void> await_number(boost::future<int> number, cadre::worker& to, arrival& log) {
  std::exception_ptr error;
  std::string how;
  try {
    how = std::to_string(co_await result_of(std::move(number), to));
  } catch (...) {
    error = std::current_exception();
  }
  log = {error ? described(error) : how, std::this_thread::get_id(), to.running_here()};
}

/// Does with a task what a test says, before submit returns.
class scripted_worker final : public cadre::worker {
 public:
  explicit scripted_worker(std::function<void(cadre::task)> script, cadre::error_sink errors = {})
      : script_(std::move(script)), errors_(std::move(errors)) {}
  void submit(cadre::task work) override { script_(std::move(work)); }
  void quit() override {}
  [[nodiscard]] bool closed() const noexcept override { return false; }
  [[nodiscard]] cadre::error_sink errors() const override { return errors_; }

 private:
  std::function<void(cadre::task)> script_;
  cadre::error_sink errors_;
};

/// A coroutine of somebody else's, which lets errors out of resume() and is destroyed by its owner.
class loose {
 public:
  struct promise_type {
    loose get_return_object() { return loose(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const { throw; }
  };
  loose(loose&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  loose& operator=(loose&&) = delete;
  ~loose() {
    if (frame_) frame_.destroy();
  }

 private:
  explicit loose(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(resume_on_faults)

// W-03: the refusal comes out of co_await, on the thread that asked.
BOOST_AUTO_TEST_CASE(a_refused_coroutine_goes_on_where_it_was) {
  cadre::memory_worker worker;
  worker.quit();
  arrival log;
  const eager<void> done = travel(worker, log);
  BOOST_TEST(done.is_ready());
  BOOST_TEST(log.how == "already_quit");
  BOOST_CHECK(log.where == std::this_thread::get_id());
  BOOST_TEST(!log.in_a_task);
}

// DEF-29: the task is dropped by a thread that is none of the worker's.
BOOST_AUTO_TEST_CASE(a_dropped_coroutine_goes_on_where_it_is_dropped) {
  gate go;
  gate busy;
  recorded_errors errors;
  arrival log;
  std::optional<eager<void>> done;
  cadre::pool pool({.limits = {1, 1}, .errors = errors.sink()});
  const cadre_test::open_at_end release(go);
  pool.submit([&] {
    busy.open();
    static_cast<void>(go.passed());
  });
  BOOST_REQUIRE(busy.passed());
  std::thread([&] { done.emplace(travel(pool, log)); }).join();
  BOOST_TEST(log.how == "nothing yet");
  BOOST_TEST(pool.drop_backlog() == 1U);
  BOOST_TEST(log.how == "task_dropped");
  BOOST_CHECK(log.where == std::this_thread::get_id());
  BOOST_TEST(!log.in_a_task);
  BOOST_TEST(done->is_ready());
  BOOST_TEST(errors.claim("task_dropped") == 1U);
}

// DEF-29: a worker that is destroyed with work pending.
BOOST_AUTO_TEST_CASE(a_coroutine_goes_on_when_its_worker_dies) {
  arrival log;
  auto worker = std::make_unique<cadre::memory_worker>();
  const eager<void> done = [](cadre::memory_worker& doomed, arrival& seen) -> eager<void> {
    std::string how = "there";
    try {
      co_await resume_on(doomed);
    } catch (const cadre::task_dropped&) {
      how = "task_dropped";
    }
    seen.how = how;
  }(*worker, log);
  worker.reset();
  BOOST_TEST(log.how == "task_dropped");
  BOOST_TEST(done.is_ready());
}

// From inside of the destructor it can go elsewhere.
BOOST_AUTO_TEST_CASE(a_dropped_coroutine_may_go_to_another_worker) {
  cadre::memory_worker other;
  const auto perform = other.perform();
  auto worker = std::make_unique<cadre::memory_worker>();
  eager<bool> saved = [](cadre::memory_worker& doomed, cadre::worker& next) -> eager<bool> {
    try {
      co_await resume_on(doomed);
    } catch (const cadre::task_dropped&) {  // nothing can be awaited in here
    }
    co_await resume_on(next);
    co_return next.running_here();
  }(*worker, other);
  worker.reset();
  BOOST_TEST(!saved.is_ready());
  BOOST_TEST(perform());
  BOOST_REQUIRE(saved.is_ready());
  BOOST_TEST(saved.get());
}

// Dropped before submit is back, by the submitting thread or by another one: the coroutine goes on where it was.
BOOST_AUTO_TEST_CASE(a_coroutine_dropped_inside_of_submit_goes_on_once) {
  scripted_worker drops([](cadre::task work) { work = cadre::task(); });
  scripted_worker drops_elsewhere(
      [](cadre::task work) { std::thread([dropped = std::move(work)]() mutable { dropped = cadre::task(); }).join(); });
  for (cadre::worker* worker : {&drops, &drops_elsewhere}) {
    arrival log;
    const eager<void> done = travel(*worker, log);
    BOOST_TEST(done.is_ready());
    BOOST_TEST(log.how == "task_dropped");
    BOOST_CHECK(log.where == std::this_thread::get_id());
  }
}

// It has ended, and nothing is left of it, before submit is back.
BOOST_AUTO_TEST_CASE(a_coroutine_may_end_before_submit_returns) {
  arrival log;
  scripted_worker runs_elsewhere([](cadre::task work) { std::thread(std::move(work)).join(); });
  const eager<void> done = travel(runs_elsewhere, log);
  BOOST_TEST(done.is_ready());
  BOOST_TEST(log.how == "there");
  BOOST_CHECK(log.where != std::this_thread::get_id());
}

// DEF-05: a lock_worker throws what another task threw, when the coroutine has gone on. It is not the coroutine's.
BOOST_AUTO_TEST_CASE(an_error_of_another_task_goes_to_the_sink) {
  recorded_errors errors;
  arrival log;
  cadre::lock_worker worker(errors.sink());
  const eager<void> done = [](cadre::worker& on, arrival& seen) -> eager<void> {
    co_await resume_on(on);
    on.submit([] { throw deliberate("another task"); });
    seen.how = "there";
  }(worker, log);
  BOOST_TEST(done.is_ready());
  BOOST_TEST(log.how == "there");
  BOOST_TEST(errors.claim("deliberate another task") == 1U);
}

// What a coroutine of another kind lets out of resume() is an error of the task.
BOOST_AUTO_TEST_CASE(an_error_that_leaves_resume_is_the_tasks) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  const loose other = [](cadre::worker& on) -> loose {
    co_await resume_on(on);
    throw deliberate("let out");
  }(worker);
  BOOST_CHECK_THROW(perform(), deliberate);
  BOOST_TEST(!perform());
}

// M-02 M-04: with its type.
BOOST_AUTO_TEST_CASE(an_awaited_error_is_thrown) {
  cadre::memory_worker worker;
  const auto perform = worker.perform();
  arrival one;
  arrival two;
  const auto first = await_number(cadre::async(worker, []() -> int { throw deliberate("awaited"); }), worker, one);
  const auto second = await_number(cadre::async(worker, []() -> int { throw 7; }), worker, two);
  while (perform()) {
  }
  BOOST_TEST(one.how == "deliberate awaited");
  BOOST_TEST(two.how == "int 7");
  BOOST_TEST(one.in_a_task);
  BOOST_TEST(two.in_a_task);
}

// DEF-29: refused by the thread that makes the future ready; or dropped.
BOOST_AUTO_TEST_CASE(an_awaiting_coroutine_hears_of_refusal_and_drop) {
  cadre::memory_worker from;
  const auto perform = from.perform();
  cadre::memory_worker quit;
  arrival refused;
  const auto first = await_number(cadre::async(from, [] { return 1; }), quit, refused);
  quit.quit();
  auto doomed = std::make_unique<scripted_worker>([](cadre::task work) { work = cadre::task(); });
  arrival dropped;
  const auto second = await_number(cadre::async(from, [] { return 2; }), *doomed, dropped);
  arrival at_once;
  const auto third = await_number(boost::make_ready_future(3), quit, at_once);
  BOOST_TEST(at_once.how == "already_quit");
  BOOST_TEST(refused.how == "nothing yet");
  while (perform()) {
  }
  BOOST_TEST(refused.how == "already_quit");
  BOOST_TEST(dropped.how == "task_dropped");
}

// what brings the result is dropped.
BOOST_AUTO_TEST_CASE(a_result_that_is_dropped_is_an_error) {
  cadre::memory_worker to;
  const auto perform = to.perform();
  arrival log;
  auto from = std::make_unique<cadre::memory_worker>();
  const auto done = await_number(cadre::async(*from, [] { return 1; }), to, log);
  from.reset();
  BOOST_TEST(perform());
  BOOST_TEST(log.how == "task_dropped");
  BOOST_TEST(log.in_a_task);
}

BOOST_AUTO_TEST_CASE(a_future_that_stands_for_nothing_is_refused) {
  cadre::memory_worker worker;
  BOOST_CHECK_THROW(static_cast<void>(result_of(boost::future<int>(), worker)), boost::future_uninitialized);
}

BOOST_AUTO_TEST_SUITE_END()
