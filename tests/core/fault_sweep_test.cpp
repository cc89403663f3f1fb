// fault_sweep_test.cpp - proves promises 1 and 2 of the design when anything can fail: each scenario is repeated with
// its first, second, … n-th allocation failing, then with its first, second, … n-th thread, until a run meets no fault.
// After each run the books are exact, every task has ended once or was refused, and nothing is left.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <functional>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "gate.hpp"
#include "pool_fixture.hpp"
#include "probe.hpp"
#include "scarce_memory.hpp"

using cadre::testing::counted_threads;
using cadre::testing::no_thread;
using cadre_test::probe;
using cadre_test::scarce_memory;
using cadre_test::shortage;
using cadre_test::surroundings;

namespace {

/// What a scenario works with, and what it counts.
struct world {
  surroundings around;
  std::atomic<std::uint64_t> made = 0;
  std::atomic<std::uint64_t> gone = 0;
  std::atomic<std::uint64_t> runs = 0;
  std::uint64_t promised = 0;  // submits that returned
  std::optional<cadre::pool> pool;

  void make(cadre::team_limits limits) {
    attempt([&] { pool.emplace(around.options(limits)); });
  }

  /// A task that is counted when it runs and when it is destroyed. Larger ones need memory of their own.
  template <std::size_t Size>
  auto task() {
    ++made;
    return [this, ballast = std::array<char, Size>(), end = probe([this] { ++gone; })] {
      static_cast<void>(ballast);
      ++runs;
    };
  }
  template <std::size_t Size = 1>
  void submit() {
    if (!pool) return;
    attempt([&] {
      pool->submit(task<Size>());
      ++promised;
    });
  }
  template <class Call>
  void with_pool(Call call) {
    if (pool) attempt([&] { call(*pool); });
  }
  /// Whatever cannot be had is refused, and nothing else comes out.
  template <class Call>
  void attempt(Call call) {
    try {
      call();
    } catch (const std::bad_alloc&) {
    } catch (const no_thread&) {
    }
  }
};

using scenario = std::function<void(world&)>;

const std::vector<std::pair<std::string, scenario>>& scenarios() {
  static const std::vector<std::pair<std::string, scenario>> all = {
      {"submit",
       [](world& w) {
         w.make({0, 2});
         for (int i = 0; i < 4; ++i) w.submit();
       }},
      {"large tasks",
       [](world& w) {
         w.make({1, 1});
         w.submit<200>();
         w.submit<2000>();
       }},
      {"many tasks",
       [](world& w) {
         w.make({0, 1});
         for (int i = 0; i < 600; ++i) w.submit();
       }},
      {"resize",
       [](world& w) {
         w.make({1, 2});
         w.submit();
         w.with_pool([](cadre::pool& pool) { pool.set_limits({2, 4}); });
         w.submit();
         w.with_pool([](cadre::pool& pool) { pool.grow(1); });
         w.with_pool([](cadre::pool& pool) { pool.shrink(2); });
         w.submit();
         w.with_pool([](cadre::pool& pool) { pool.set_limits({0, 1}); });
       }},
      {"no room",
       [](world& w) {
         w.make({0, 0});
         for (int i = 0; i < 3; ++i) w.submit();
         w.with_pool([](cadre::pool& pool) { pool.set_limits({0, 1}); });
       }},
      {"spawn",
       [](world& w) {
         w.make({0, 2});
         for (int i = 0; i < 3; ++i)
           w.with_pool([&w](cadre::pool& pool) {
             const cadre::handle one = pool.spawn(w.task<1>());
             ++w.promised;
           });
       }},
      {"drop",
       [](world& w) {
         w.make({0, 0});
         for (int i = 0; i < 3; ++i) w.submit();
         w.with_pool([](cadre::pool& pool) { pool.drop_backlog(); });
         w.submit();
       }},
      {"stop",
       [](world& w) {
         w.make({0, 2});
         for (int i = 0; i < 3; ++i) w.submit();
         w.with_pool([](cadre::pool& pool) { pool.stop(); });
       }},
      {"stop and drop",
       [](world& w) {
         w.make({0, 1});
         for (int i = 0; i < 3; ++i) w.submit();
         w.with_pool([](cadre::pool& pool) { pool.stop(cadre::stopping::drop); });
       }},
  };
  return all;
}

/// Ends the pool and checks everything that can be checked of it.
void settle(world& w) {
  std::uint64_t dropped = 0;
  if (w.pool) {
    w.around.threads.allow(counted_threads::any_number);
    w.pool->stop();
    const auto last = w.pool->statistics();
    dropped = last.dropped;
    BOOST_TEST(last.accepted == w.promised);
    BOOST_TEST(last.accepted == last.ran + last.failed + last.dropped);
    BOOST_TEST(last.ran == w.runs);
    BOOST_TEST(last.workers() + last.backlog == 0U);
    w.pool.reset();
  }
  BOOST_TEST(w.made == w.gone);
  BOOST_TEST(w.around.threads.live() == 0U);
  BOOST_TEST(w.around.threads.handles() == 0U);
  BOOST_TEST(w.around.errors.claim("task_dropped") <= dropped);  // fewer: a report needs memory as well
  static_cast<void>(w.around.errors.claim());
}

/// The number of runs until one met no fault.
std::size_t sweep(const std::function<bool(world&, std::size_t)>& run) {
  for (std::size_t n = 0; n < 5000; ++n) {
    world w;
    bool met = false;
    BOOST_TEST_CONTEXT("fault number " << n + 1) {
      met = run(w, n);
      settle(w);
    }
    if (!met) return n + 1;
  }
  BOOST_ERROR("the faults do not end");
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fault_sweep)

// M-23 DEF-01 DEF-02: one allocation fails, and then the system has memory again; or from then on none succeeds.
BOOST_AUTO_TEST_CASE(every_allocation_may_fail) {
  for (const auto& [name, play] : scenarios())
    for (const shortage kind : {shortage::for_one, shortage::for_all}) BOOST_TEST_CONTEXT(name) {
        const std::size_t runs = sweep([&, &scene = play](world& w, std::size_t n) {
          const scarce_memory little(n, kind);
          scene(w);
          return little.refused();
        });
        BOOST_TEST_MESSAGE(name << ": " << runs << " runs");
        BOOST_TEST(runs > 3U);
      }
}

// DEF-01 DEF-02: so many threads can be had and no more.
BOOST_AUTO_TEST_CASE(every_thread_may_fail) {
  for (const auto& [name, play] : scenarios()) BOOST_TEST_CONTEXT(name) {
      const std::size_t runs = sweep([&, &scene = play](world& w, std::size_t n) {
        w.around.threads.allow(n);
        scene(w);
        return w.around.threads.calls() > n;
      });
      BOOST_TEST_MESSAGE(name << ": " << runs << " runs");
      BOOST_TEST(runs >= 1U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
