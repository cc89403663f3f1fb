// notice_ring_test.cpp - proves what core/src/notice_ring.hpp and doorbell.hpp promise, by hand and from several
// threads. tests/schedule goes through all orders of their steps.

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <thread>
#include <vector>

#include "doorbell.hpp"
#include "gate.hpp"
#include "notice_ring.hpp"
#include "scarce_memory.hpp"
#include "starters.hpp"

using numbers = std::vector<std::uint32_t>;

namespace {

numbers taken(cadre::notice_ring& from) {
  numbers all;
  while (const auto one = from.take()) all.push_back(*one);
  return all;
}

/// What producers may make of a ring that several of them fill: each number says who put it, and its place.
class ledger {
 public:
  explicit ledger(std::size_t producers) : next_(producers, 0) {}
  /// False if it came out of order, or twice.
  [[nodiscard]] bool note(std::uint32_t number) {
    ++count_;
    const std::uint32_t place = number >> 4U;
    std::uint32_t& next = next_.at(number & 15U);
    const bool later = place >= next;
    next = place + 1;
    return later;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  static std::uint32_t number(std::uint32_t who, std::uint32_t place) { return place << 4U | who; }

 private:
  std::vector<std::uint32_t> next_;
  std::uint64_t count_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(notice_ring)

// C-08
BOOST_AUTO_TEST_CASE(first_in_first_out) {
  cadre::notice_ring ring(3);
  BOOST_TEST(!ring.take().has_value());
  for (std::uint32_t round = 0; round < 10; ++round) {
    for (std::uint32_t i = 0; i < 2; ++i) BOOST_TEST(ring.put(round * 2 + i));
    BOOST_TEST(taken(ring) == (numbers{round * 2, round * 2 + 1}), boost::test_tools::per_element());
  }
}

// C-11 C-12: a full ring refuses; it does not wait.
BOOST_AUTO_TEST_CASE(a_full_ring_refuses) {
  for (std::size_t capacity = 1; capacity <= 5; ++capacity) {
    cadre::notice_ring ring(capacity);
    for (std::uint32_t i = 0; i < capacity; ++i) BOOST_TEST(ring.put(i));
    for (int i = 0; i < 3; ++i) BOOST_TEST(!ring.put(99));
    BOOST_TEST(*ring.take() == 0U);
    BOOST_TEST(ring.put(static_cast<std::uint32_t>(capacity)));
    BOOST_TEST(!ring.put(99));
    numbers rest;
    for (std::uint32_t i = 1; i <= capacity; ++i) rest.push_back(i);
    BOOST_TEST(taken(ring) == rest, boost::test_tools::per_element());
    BOOST_TEST(ring.capacity() == capacity);
  }
}

BOOST_AUTO_TEST_CASE(the_largest_number_passes) {
  cadre::notice_ring ring(1);
  for (const std::uint32_t number : {0U, cadre::notice_ring::largest}) {
    BOOST_TEST(ring.put(number));
    BOOST_TEST(*ring.take() == number);
  }
}

// C-02
BOOST_AUTO_TEST_CASE(nothing_is_allocated) {
  cadre::notice_ring ring(2);
  BOOST_TEST(cadre_test::allocations_of([&] {
               for (std::uint32_t i = 0; i < 5; ++i) static_cast<void>(ring.put(i));
               static_cast<void>(ring.take());
             }) == 0U);
}

// C-02 X-107: values cross threads, each once and in its producer's order; what was not let in was refused.
BOOST_AUTO_TEST_CASE(several_producers_one_consumer) {
  for (const std::size_t capacity : {1U, 2U, 64U}) {
    constexpr std::uint32_t each = 3000;
    cadre::notice_ring ring(capacity);
    cadre::doorbell<> bell;
    std::atomic<std::uint64_t> put = 0;
    std::atomic<bool> over = false;
    ledger books(3);
    bool in_order = true;
    std::thread consumer([&] {
      for (bool last = false; !last;) {
        bell.answer([&] {
          last = over;
          while (const auto number = ring.take()) in_order = books.note(*number) && in_order;
        });
      }
    });
    cadre_test::at_once(3, [&](int who) {
      for (std::uint32_t i = 0; i < each; ++i) {
        if (ring.put(ledger::number(static_cast<std::uint32_t>(who), i))) ++put;
        bell.ring();
      }
    });
    over = true;
    bell.ring();
    consumer.join();
    BOOST_TEST(in_order);
    BOOST_TEST(books.count() == put);
    BOOST_TEST(put >= capacity);
  }
}

// C-11: what a producer did before is seen by the one who takes the number; TSan looks here.
BOOST_AUTO_TEST_CASE(a_number_carries_what_came_before_it) {
  cadre::notice_ring ring(4);
  cadre::doorbell<> bell;
  std::vector<int> plain(1000, 0);
  int sum = 0;
  std::size_t seen = 0;
  std::thread consumer([&] {
    while (seen < plain.size()) {
      bell.answer([&] {
        while (const auto number = ring.take()) {
          sum += plain[*number];
          ++seen;
        }
      });
    }
  });
  for (std::uint32_t i = 0; i < plain.size(); ++i) {
    plain[i] = 1;
    while (!ring.put(i)) std::this_thread::yield();
    bell.ring();
  }
  consumer.join();
  BOOST_TEST(sum == 1000);
}

// C-12: any number of rings, and one look or few; never a wake-up that has nothing to look for.
BOOST_AUTO_TEST_CASE(many_rings_are_answered_by_one_look) {
  struct counted {
    void post() noexcept { ++value; }
    void wait() noexcept { --value; }
    int value = 0;
  };
  static int posted;
  struct watched : counted {
    void post() noexcept {
      counted::post();
      posted = value;
    }
  };
  posted = 0;
  cadre::doorbell<watched> bell;
  for (int i = 0; i < 100'000; ++i) bell.ring();
  BOOST_TEST(posted == 1, "the semaphore cannot overflow");
  int looks = 0;
  bell.answer([&] {
    // Who rings during a look is answered by another one, without a post.
    if (++looks == 1) bell.ring();
  });
  BOOST_TEST(looks == 2);
  BOOST_TEST(posted == 1);
  bell.ring();
  bell.answer([&looks] { ++looks; });
  BOOST_TEST(looks == 3);
}

BOOST_AUTO_TEST_SUITE_END()
