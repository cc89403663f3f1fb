// From a ThreadPool to the pool below it.

#define BOOST_TEST_MODULE pool_of
#include <cadre/shim/pool_of.hpp>

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "deprecation/pool_table.hpp"

namespace {

using cadre::shim::attach_pool;
using cadre::shim::detach_pool;
using cadre::shim::pool_of;

// Who may only look at a ThreadPool may only look at its pool.
static_assert(std::is_same_v<decltype(pool_of(std::declval<threadpool::ThreadPool&>())), cadre::pool&>);
static_assert(std::is_same_v<decltype(pool_of(std::declval<const threadpool::ThreadPool&>())), const cadre::pool&>);

template <class Pool>
concept accepted = requires(Pool&& pool) { pool_of(std::forward<Pool>(pool)); };
static_assert(accepted<threadpool::ThreadPool&> && accepted<const threadpool::ThreadPool&>);
static_assert(!accepted<threadpool::ThreadPool> && !accepted<const threadpool::ThreadPool>, "it would dangle");

// Objects of which only the address matters: pool_of looks into neither.
struct alignas(std::max_align_t) place {
  std::byte memory[64] = {};
  threadpool::ThreadPool& facade() { return reinterpret_cast<threadpool::ThreadPool&>(memory); }
  cadre::pool& pool() { return reinterpret_cast<cadre::pool&>(memory); }
};

bool names_cause_and_remedy(const std::invalid_argument& error) {
  const std::string text = error.what();
  return text.find("destroyed") != text.npos && text.find("legacy") != text.npos &&
         text.find("LD_LIBRARY_PATH") != text.npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_facade_has_its_own_pool) {
  place a, b, pool_a, pool_b;
  attach_pool(&a.facade(), pool_a.pool());
  attach_pool(&b.facade(), pool_b.pool());
  BOOST_TEST(&pool_of(a.facade()) == &pool_a.pool());
  BOOST_TEST(&pool_of(b.facade()) == &pool_b.pool());
  detach_pool(&a.facade());
  BOOST_TEST(&pool_of(b.facade()) == &pool_b.pool());
  detach_pool(&b.facade());
}

BOOST_AUTO_TEST_CASE(a_const_facade_has_the_same_pool) {
  place facade, pool;
  const threadpool::ThreadPool& looked_at = facade.facade();
  BOOST_CHECK_EXCEPTION(pool_of(looked_at), std::invalid_argument, names_cause_and_remedy);
  attach_pool(&facade.facade(), pool.pool());
  BOOST_TEST(&pool_of(looked_at) == &pool.pool());
  detach_pool(&facade.facade());
  BOOST_CHECK_EXCEPTION(pool_of(looked_at), std::invalid_argument, names_cause_and_remedy);
}

BOOST_AUTO_TEST_CASE(a_second_attach_replaces_the_first) {
  place facade, first, second;
  attach_pool(&facade.facade(), first.pool());
  attach_pool(&facade.facade(), second.pool());
  BOOST_TEST(&pool_of(facade.facade()) == &second.pool());
  detach_pool(&facade.facade());
  BOOST_CHECK_THROW(pool_of(facade.facade()), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_pool_of_the_legacy_library_is_refused_with_the_remedy) {
  place facade;
  BOOST_CHECK_EXCEPTION(pool_of(facade.facade()), std::invalid_argument, names_cause_and_remedy);
}

BOOST_AUTO_TEST_CASE(a_destroyed_pool_is_refused) {
  place facade, pool;
  attach_pool(&facade.facade(), pool.pool());
  detach_pool(&facade.facade());
  detach_pool(&facade.facade());
  BOOST_CHECK_EXCEPTION(pool_of(facade.facade()), std::invalid_argument, names_cause_and_remedy);
}

BOOST_AUTO_TEST_CASE(pools_come_and_go_while_others_are_looked_up) {
  constexpr std::size_t threads = 4;
  std::vector<place> facades(threads), pools(threads);
  std::vector<std::size_t> right(threads);
  std::latch together(threads);
  std::vector<std::thread> running;
  for (std::size_t i = 0; i < threads; ++i)
    running.emplace_back([&, i] {
      together.arrive_and_wait();
      for (int round = 0; round < 200; ++round) {
        attach_pool(&facades[i].facade(), pools[i].pool());
        if (&pool_of(facades[i].facade()) == &pools[i].pool()) ++right[i];
        detach_pool(&facades[i].facade());
      }
    });
  for (auto& thread : running) thread.join();
  for (std::size_t i = 0; i < threads; ++i) BOOST_TEST(right[i] == 200U);
}
