// notice_test.cpp - notices that come while others come, and while the notifier's thread goes to sleep. A handler that
// interrupts a notify is one of these orders: that in which the one that is interrupted does not go on before the other
// has ended.

#include <boost/test/unit_test.hpp>
#include <cadre/notifier.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "explore.hpp"
#include "scheduler.hpp"

namespace {

using schedule::event;
using schedule::expect;
using schedule::explore;
using schedule::thread;

/// Runs tasks at once, one at a time as it has one caller.
class prompt_worker final : public cadre::worker {
 public:
  void submit(cadre::task work) override {
    expect(schedule::locks_held() == 0, "a task is submitted under a lock");
    work();
  }
  void quit() override {}
  [[nodiscard]] bool closed() const noexcept override { return false; }
};

class logical_thread final : public cadre::joinable {
 public:
  logical_thread(std::string name, std::function<void()> body) : thread_(std::move(name), std::move(body)) {}
  void join() override { thread_.join(); }

 private:
  thread thread_;
};

/// What became of notices.
struct ledger {
  std::uint64_t notified = 0;
  std::uint64_t turned_away = 0;
  std::uint64_t ran = 0;
  std::uint64_t reported = 0;

  [[nodiscard]] cadre::notifier_options options(std::size_t capacity) {
    return {.capacity = capacity,
            .errors = [this](const std::exception_ptr& error) { note(error); },
            .factory = [](std::function<void()> body, const std::string& name) -> std::unique_ptr<cadre::joinable> {
              return std::make_unique<logical_thread>(name, std::move(body));
            }};
  }
  void note(const std::exception_ptr& error) {
    try {
      std::rethrow_exception(error);
    } catch (const cadre::notices_lost& loss) {
      reported += loss.count();
    }
  }
  void notify(cadre::notifier& door, cadre::notice what) { ++(door.notify(what) ? notified : turned_away); }
};

/// Explores what `scenario` does with a notifier of `capacity` places.
void explore_notifier(schedule::plan how, std::size_t capacity,
                      const std::function<void(ledger&, cadre::notifier&)>& scenario) {
  explore(how, [&] {
    ledger books;
    std::uint64_t lost = 0;
    {
      prompt_worker to;
      cadre::notifier door(to, books.options(capacity));
      scenario(books, door);
      lost = door.lost();
    }
    expect(books.ran == books.notified, "a notice was accepted, and its function did not run");
    expect(books.turned_away == lost && books.reported == lost, "a loss was not counted, or not reported");
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notice)

// C-12: nothing is forgotten while the thread goes to sleep.
BOOST_AUTO_TEST_CASE(to_a_thread_that_goes_to_sleep) {
  explore_notifier({.preemptions = 3, .deviations = 4}, 2, [](ledger& books, cadre::notifier& door) {
    event ran[2];
    for (event& one : ran) {
      books.notify(door, door.add([&] {
        ++books.ran;
        one.set();
      }));
      one.wait();
    }
  });
}

// C-02 C-11
BOOST_AUTO_TEST_CASE(from_two_threads) {
  for (const std::size_t capacity : {1U, 2U, 3U}) {
    explore_notifier({.preemptions = 3, .deviations = 3}, capacity, [](ledger& books, cadre::notifier& door) {
      const cadre::notice run = door.add([&books] { ++books.ran; });
      thread other("other", [&] {
        books.notify(door, run);
        books.notify(door, run);
      });
      books.notify(door, run);
      books.notify(door, run);
      other.join();
    });
  }
}

// C-08: of each thread in order, also around the end of the ring.
BOOST_AUTO_TEST_CASE(in_order) {
  explore_notifier({.preemptions = 3, .deviations = 3}, 2, [](ledger& books, cadre::notifier& door) {
    auto last = std::make_shared<int>(0);
    const auto numbered = [&](int number) {
      return door.add([&books, last, number] {
        ++books.ran;
        expect(*last < number, "notices of one thread overtook each other");
        *last = number;
      });
    };
    const cadre::notice notices[] = {numbered(1), numbered(2), numbered(3)};
    const cadre::notice run = door.add([&books] { ++books.ran; });
    thread other("other", [&] { books.notify(door, run); });
    for (const cadre::notice each : notices) books.notify(door, each);
    other.join();
  });
}

// From the function of a notice, on the notifier's own thread.
BOOST_AUTO_TEST_CASE(from_a_notices_own_function) {
  explore_notifier({.preemptions = 3, .deviations = 3}, 1, [](ledger& books, cadre::notifier& door) {
    event done;
    const cadre::notice inner = door.add([&] {
      ++books.ran;
      done.set();
    });
    const cadre::notice outer = door.add([&] {
      ++books.ran;
      books.notify(door, inner);
    });
    books.notify(door, outer);
    done.wait();
  });
}

BOOST_AUTO_TEST_SUITE_END()
