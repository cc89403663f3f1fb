// coroutine_faults_test.cpp - proves what cadre/coroutine.hpp promises of coroutines that fail, and of workers that
// refuse or drop what they are given.

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <boost/thread/future.hpp>
#include <cadre/async.hpp>
#include <cadre/coroutine.hpp>
#include <cadre/get.hpp>
#include <cadre/lock_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <coroutine>
#include <csignal>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "probe.hpp"
#include "recorded_errors.hpp"
#include "scarce_memory.hpp"

using cadre::eager;
using cadre::result_of;
using cadre::resume_on;
using cadre_test::deliberate;
using cadre_test::described;
using cadre_test::gate;
using cadre_test::probe;
using cadre_test::recorded_errors;
using cadre_test::scarce_memory;

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

/// Destroys the coroutine that awaits it.
struct destroyer {
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> who) const noexcept { who.destroy(); }
  void await_resume() const noexcept {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(coroutine_faults)

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

// M-02: the future gets the very object that was thrown, whatever its type.
BOOST_AUTO_TEST_CASE(errors_keep_their_type) {
  const auto fails = [](std::exception_ptr with) -> eager<int> {
    std::rethrow_exception(with);
    co_return 0;
  };
  const std::exception_ptr thrown = std::make_exception_ptr(deliberate("thrown"));
  try {
    fails(thrown).get();
    BOOST_ERROR("nothing was thrown");
  } catch (const deliberate&) {
    BOOST_CHECK(std::current_exception() == thrown);
  }
  BOOST_CHECK_THROW(fails(std::make_exception_ptr(3)).get(), int);
}

// M-02 M-04: likewise through co_await.
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

// C-20: to the first worker among the parameters; once, and only if nobody fetched it.
BOOST_AUTO_TEST_CASE(an_error_that_nobody_fetches_is_reported) {
  recorded_errors errors;
  recorded_errors others;
  cadre::pool pool({.limits = {0, 1}, .errors = errors.sink()});
  cadre::pool second({.limits = {0, 1}, .errors = others.sink()});
  const auto fails = [](const std::string& text, cadre::worker& /*first*/, cadre::pool& /*second*/) -> eager<int> {
    throw deliberate(text);
    co_return 0;
  };
  static_cast<void>(fails("lost", pool, second));
  BOOST_TEST(errors.claim("deliberate lost") == 1U);
  BOOST_CHECK_THROW(fails("fetched", pool, second).get(), deliberate);
  BOOST_TEST(errors.unclaimed() == 0U);
  const auto of_nobody = []() -> eager<int> {
    throw deliberate("nobody hears of it");
    co_return 0;
  };
  static_cast<void>(of_nobody());
}

// DEF-29
BOOST_AUTO_TEST_CASE(a_destroyed_coroutine_breaks_its_promise) {
  int gone = 0;
  const auto go = [](probe /*parameter*/) -> eager<int> {
    co_await destroyer();
    co_return 1;
  };
  eager<int> result = go(probe([&gone] { ++gone; }));
  BOOST_TEST(gone == 1);
  BOOST_REQUIRE(result.is_ready());
  BOOST_CHECK_THROW(result.get(), boost::broken_promise);
}

// Whichever move of the value fails on its way: that is then the result, and the coroutine is destroyed once.
BOOST_AUTO_TEST_CASE(a_value_that_cannot_be_moved_is_an_error) {
  struct brittle {
    int* moves_left;
    explicit brittle(int& moves) : moves_left(&moves) {}
    brittle(brittle&& other) : moves_left(other.moves_left) {  // NOLINT: it throws
      if (--*moves_left == 0) throw deliberate("moved");
    }
    brittle& operator=(brittle&&) = default;
  };
  const auto go = [](int& moves, probe /*parameter*/) -> eager<brittle> { co_return brittle(moves); };
  bool arrived = false;
  int failures = 0;
  for (int moves = 1; !arrived; ++moves) {
    int gone = 0;
    int left = moves;
    eager<brittle> result = go(left, probe([&gone] { ++gone; }));
    BOOST_TEST(gone == 1);
    BOOST_REQUIRE(result.is_ready());
    arrived = result.has_value();
    if (arrived) continue;
    BOOST_CHECK_THROW(result.get(), deliberate);
    ++failures;
  }
  BOOST_TEST(failures >= 2);
}

// Without memory a coroutine is not begun, or it fails, or it goes on.
BOOST_AUTO_TEST_CASE(without_memory_nothing_is_lost) {
  bool enough = false;
  for (std::size_t granted = 0; !enough; ++granted) {
    int gone = 0;
    arrival log;
    cadre::memory_worker worker;
    const auto perform = worker.perform();
    const auto go = [](cadre::worker& to, arrival& seen, probe /*parameter*/) -> eager<void> {
      bool there = true;
      try {
        co_await resume_on(to);
      } catch (const std::bad_alloc&) {
        there = false;
      }
      seen.how = there ? "there" : "bad_alloc";
    };
    probe parameter([&gone] { ++gone; });
    std::optional<eager<void>> done;
    {
      const scarce_memory shortage(granted, cadre_test::shortage::for_one);
      try {
        done.emplace(go(worker, log, std::move(parameter)));
      } catch (const std::bad_alloc&) {
      }
      enough = !shortage.refused();
    }
    const bool suspended = done && !done->is_ready();
    BOOST_TEST(perform() == suspended);
    BOOST_TEST(log.how == (!done ? "nothing yet" : suspended ? "there" : "bad_alloc"));
    if (done) {
      BOOST_REQUIRE(done->is_ready());
      BOOST_CHECK_NO_THROW(done->get());
      BOOST_TEST(gone == 1);
    }
  }
}

// M-20: forced unwinding cannot leave a coroutine of this kind.
BOOST_AUTO_TEST_CASE(ending_the_thread_by_force_ends_the_program) {
  const pid_t child = fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    static_cast<void>(close(STDERR_FILENO));
    const auto go = []() -> eager<void> {
      pthread_exit(nullptr);
      co_return;
    };
    static_cast<void>(go());
    _exit(0);
  }
  int status = 0;
  BOOST_REQUIRE(waitpid(child, &status, 0) == child);
  BOOST_TEST((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT));
}

BOOST_AUTO_TEST_SUITE_END()
