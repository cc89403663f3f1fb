// task_queue_test.cpp - proves, seen through cadre/pool.hpp, that tasks of any length keep their bytes and their turn
// in the queue.

#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cadre/pool.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "pool_fixture.hpp"

using cadre_test::gate;
using cadre_test::open_at_end;
using cadre_test::stall;
using cadre_test::surroundings;

namespace {

/// What tasks tell when they run.
struct record {
  std::uint64_t runs = 0;
  bool in_order = true;
  bool whole = true;

  void arrive(std::uint64_t which) { in_order = in_order && which == runs++; }
};

template <std::size_t Words>
void submit_words(cadre::pool& pool, record& seen, std::uint64_t which) {
  std::array<std::uint64_t, Words> words;
  for (std::size_t i = 0; i < Words; ++i) words.at(i) = which + i;
  pool.submit([&seen, words] {
    for (std::size_t i = 0; i < Words; ++i) seen.whole = seen.whole && words.at(i) == words.at(0) + i;
    seen.arrive(words.at(0));
  });
}

/// One of a kind of its own, by its number: of each length, with and without code of its own for being moved.
void submit_some(cadre::pool& pool, record& seen, std::uint64_t which) {
  switch (which * 7 % 10) {
    case 0:
      return pool.submit([&seen] { ++seen.runs; });
    case 1:
      return submit_words<1>(pool, seen, which);
    case 2:
      return submit_words<2>(pool, seen, which);
    case 3:
      return submit_words<3>(pool, seen, which);
    case 4:
      return submit_words<4>(pool, seen, which);
    case 5:
      return submit_words<5>(pool, seen, which);
    case 6:
      return submit_words<40>(pool, seen, which);
    case 7:
      return pool.submit([&seen, own = std::make_unique<std::uint64_t>(which)] { seen.arrive(*own); });
    case 8:
      return pool.submit([&seen, text = std::to_string(which)] { seen.arrive(std::stoull(text)); });
    default:
      return pool.submit([&seen, which, half = static_cast<std::uint32_t>(which)] {
        seen.whole = seen.whole && half == which;
        seen.arrive(which);
      });
  }
}

/// Moved once into a task, and then into the queue: there it waits.
struct slowly_moved {
  struct meeting {
    gate inside;
    gate go;
    std::atomic<bool> in_vain = false;
    std::atomic<int> runs = 0;
  };
  meeting& at;
  int moves = 0;
  std::array<std::uint64_t, 4> kept{11, 12, 13, 14};

  explicit slowly_moved(meeting& where) : at(where) {}
  slowly_moved(slowly_moved&& from) noexcept : at(from.at), moves(from.moves + 1), kept(from.kept) {
    if (moves < 2) return;
    at.inside.open();
    at.in_vain = !at.go.passed();
  }
  slowly_moved(const slowly_moved&) = delete;
  slowly_moved& operator=(const slowly_moved&) = delete;
  slowly_moved& operator=(slowly_moved&&) = delete;
  ~slowly_moved() = default;

  void operator()() const {
    if (kept == std::array<std::uint64_t, 4>{11, 12, 13, 14}) ++at.runs;
  }
};

/// Counts how often its code moves it.
struct counts_moves {
  int* moves;
  std::unique_ptr<int> value = std::make_unique<int>(7);
  int* sum;

  counts_moves(int& moved, int& to) : moves(&moved), sum(&to) {}
  counts_moves(counts_moves&& from) noexcept : moves(from.moves), value(std::move(from.value)), sum(from.sum) {
    ++*moves;
  }
  counts_moves(const counts_moves&) = delete;
  counts_moves& operator=(const counts_moves&) = delete;
  counts_moves& operator=(counts_moves&&) = delete;
  ~counts_moves() = default;

  void operator()() const { *sum += *value; }
};

struct relocatable : counts_moves {
  using counts_moves::counts_moves;
};

}  // namespace

template <>
inline constexpr bool cadre::is_trivially_relocatable<relocatable> = true;

BOOST_AUTO_TEST_SUITE(task_queue)

// It owns memory; that is neither lost nor given back twice (which ASan would see).
BOOST_AUTO_TEST_CASE(a_relocatable_callable_is_moved_as_bytes) {
  surroundings around;
  int moves = 0;
  int sum = 0;
  {
    cadre::pool pool(around.options({0, 1}));
    pool.submit(cadre::task(std::in_place_type<counts_moves>, moves, sum));
    pool.wait_idle();
    BOOST_TEST(moves == 1);
    pool.submit(cadre::task(std::in_place_type<relocatable>, moves, sum));
    pool.wait_idle();
    BOOST_TEST(moves == 1);
    pool.set_limits({0, 0});
    pool.submit(cadre::task(std::in_place_type<relocatable>, moves, sum));
    pool.drop_backlog();
  }
  BOOST_TEST(around.errors.claim("task_dropped") == 1U);
  BOOST_TEST(moves == 1);
  BOOST_TEST(sum == 14);
}

// DEF-19: through many segments, of which one ends after any length.
BOOST_AUTO_TEST_CASE(tasks_of_all_lengths_stay_in_order) {
  const surroundings around;
  record seen;
  stall block;
  cadre::pool pool(around.options({1, 1}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  for (std::uint64_t which = 0; which < 20'000; ++which) submit_some(pool, seen, which);
  block.go.open();
  pool.wait_idle();
  BOOST_TEST(seen.runs == 20'000U);
  BOOST_TEST(seen.in_order);
  BOOST_TEST(seen.whole);
}

// Its length is known all the same: so what comes behind it is found, and runs.
BOOST_AUTO_TEST_CASE(a_task_that_is_still_being_moved_is_passed_by) {
  const surroundings around;
  slowly_moved::meeting at;
  stall block;
  cadre::pool pool(around.options({2, 2}));
  const open_at_end release(block.go);
  pool.submit(block.task());
  pool.submit(block.task());
  BOOST_REQUIRE(block.begun.reached(2));
  std::thread slow([&] { pool.submit(slowly_moved(at)); });
  BOOST_TEST(at.inside.passed());
  pool.submit([&at] { at.go.open(); });
  block.go.open();
  slow.join();
  pool.wait_idle();
  BOOST_TEST(!at.in_vain);
  BOOST_TEST(at.runs == 1);
}

BOOST_AUTO_TEST_SUITE_END()
