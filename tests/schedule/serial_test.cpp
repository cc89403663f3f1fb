// serial_test.cpp - a serial_worker over a worker that other threads move, close and empty at any moment: what was
// accepted runs once, or is dropped and reported, one task at a time and in order; what was refused leaves nothing.

#include <boost/test/unit_test.hpp>
#include <cadre/serial_worker.hpp>
#include <cadre/team.hpp>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <utility>

#include "explore.hpp"
#include "scheduler.hpp"

namespace {

using schedule::expect;
using schedule::explore;
using schedule::thread;

/// The worker below. Several threads may serve it.
class served_worker final : public cadre::worker {
 public:
  void submit(cadre::task work) override {
    expect(!gone, "the worker below is used after its end");
    schedule::step("submit below");
    if (closed_ || refusing) throw cadre::already_quit();
    waiting_.push_back(std::move(work));
    schedule::wake_all(this);
    schedule::step("the worker below has accepted");
    expect(!gone, "the worker below has ended in the middle of a submit");
  }
  void quit() override {
    schedule::step("quit below");
    closed_ = true;
    schedule::wake_all(this);
  }
  [[nodiscard]] bool closed() const noexcept override { return closed_; }

  /// Runs tasks until it has quit and none is left.
  void serve() {
    while (true) {
      schedule::step("serve");
      while (waiting_.empty() && !closed_) schedule::block(this, "nothing to serve");
      if (waiting_.empty()) return;
      cadre::task next = std::move(waiting_.front());
      waiting_.pop_front();
      next();
    }
  }
  void drop() {
    schedule::step("drop");
    const auto dropped = std::exchange(waiting_, {});
  }

  bool refusing = false;
  bool gone = false;

 private:
  std::deque<cadre::task> waiting_;
  bool closed_ = false;
};

/// What became of tasks.
class books {
 public:
  [[nodiscard]] cadre::error_sink sink() {
    return [this](const std::exception_ptr&) {
      expect(schedule::locks_held() == 0, "an error is reported under a lock");
      ++dropped_;
    };
  }

  /// By the submitter of that number, whose tasks are to run in order. False if it is refused.
  bool submit(cadre::worker& to, std::size_t submitter = 0) {
    entry& mine = entries_.emplace_back();
    mine.submitter = submitter;
    mine.place = entries_.size();
    try {
      to.submit(callable(*this, mine));
      mine.accepted = true;
    } catch (const cadre::already_quit&) {
      expect(mine.gone == 1 && mine.runs == 0, "a refused task is still there, or ran");
    }
    return mine.accepted;
  }

  void expect_settled() const {
    std::size_t lost = 0;
    for (const entry& one : entries_) {
      expect(one.gone == 1, "a task is not destroyed once");
      expect(one.runs <= (one.accepted ? 1 : 0), "a task ran twice, or though it was refused");
      if (one.accepted && one.runs == 0) ++lost;
    }
    expect(lost == dropped_, "a task that was accepted neither ran nor was reported");
  }
  void expect_all_ran() const {
    expect_settled();
    expect(dropped_ == 0, "a task was dropped");
  }

 private:
  struct entry {
    std::size_t submitter = 0;
    std::size_t place = 0;
    bool accepted = false;
    int runs = 0;
    int gone = 0;
  };
  class callable {
   public:
    callable(books& home, entry& one) : home_(&home), one_(&one) {}
    callable(callable&& other) noexcept : home_(other.home_), one_(std::exchange(other.one_, nullptr)) {}
    callable& operator=(callable&&) = delete;
    ~callable() {
      if (one_ == nullptr) return;
      expect(schedule::locks_held() == 0, "a task is destroyed under a lock");
      ++one_->gone;
    }
    void operator()() const { home_->run(*one_); }

   private:
    books* home_;
    entry* one_;
  };

  void run(entry& one) {
    expect(!inside_, "two tasks overlap");
    expect(schedule::locks_held() == 0, "a task runs under a lock");
    inside_ = true;
    schedule::step("run a task");
    inside_ = false;
    ++one.runs;
    std::size_t& last = last_[one.submitter];
    expect(last < one.place, "tasks of one submitter run out of order");
    last = one.place;
  }

  std::deque<entry> entries_;
  std::size_t last_[3] = {0, 0, 0};
  std::size_t dropped_ = 0;
  bool inside_ = false;
};

/// Explores what `scenario` does to a strand, which is destroyed when that returns; then the worker below quits. Two
/// threads serve it. `then` looks at the books.
void explore_strand(schedule::plan how, std::size_t in_a_row,
                    const std::function<void(books&, served_worker&, cadre::serial_worker&)>& scenario,
                    void (books::*then)() const) {
  explore(how, [&] {
    books tasks;
    served_worker below;
    {
      std::optional<cadre::serial_worker> strand;
      strand.emplace(below, cadre::serial_options{.in_a_row = in_a_row, .errors = tasks.sink()});
      thread first("first", [&] { below.serve(); });
      thread second("second", [&] { below.serve(); });
      scenario(tasks, below, *strand);
      strand.reset();
      below.gone = true;
      below.quit();
      first.join();
      second.join();
    }
    (tasks.*then)();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(serial)

// W-07
BOOST_AUTO_TEST_CASE(two_submitters_exclude_each_other) {
  explore_strand(
      {.preemptions = 2, .deviations = 3}, 1,
      [](books& tasks, served_worker&, cadre::serial_worker& strand) {
        thread other("other", [&] {
          tasks.submit(strand, 1);
          tasks.submit(strand, 1);
        });
        tasks.submit(strand);
        tasks.submit(strand);
        other.join();
      },
      &books::expect_all_ran);
}

// DEF-09: the worker below quits at any moment; each task is refused, or it runs.
BOOST_AUTO_TEST_CASE(the_worker_below_quits) {
  for (const std::size_t in_a_row : {1U, 2U}) {
    explore_strand(
        {.preemptions = 2, .deviations = 3}, in_a_row,
        [](books& tasks, served_worker& below, cadre::serial_worker& strand) {
          thread other("other", [&] { tasks.submit(strand, 1); });
          thread quitter("quitter", [&] { below.quit(); });
          tasks.submit(strand);
          tasks.submit(strand);
          other.join();
          quitter.join();
        },
        &books::expect_all_ran);
  }
}

// The same where it refuses for a while: nothing is left behind that only a later submit would bring to light.
BOOST_AUTO_TEST_CASE(the_worker_below_refuses_for_a_while) {
  explore_strand(
      {.preemptions = 2, .deviations = 3}, 1,
      [](books& tasks, served_worker& below, cadre::serial_worker& strand) {
        thread other("other", [&] { tasks.submit(strand, 1); });
        thread third("third", [&] { tasks.submit(strand, 2); });
        schedule::step("refuse");
        below.refusing = true;
        schedule::step("refuse no longer");
        below.refusing = false;
        tasks.submit(strand);
        other.join();
        third.join();
      },
      &books::expect_all_ran);
}

// DEF-20: it drops what waits, at any moment.
BOOST_AUTO_TEST_CASE(the_worker_below_drops) {
  for (const std::size_t in_a_row : {1U, 2U}) {
    explore_strand(
        {.preemptions = 2, .deviations = 3}, in_a_row,
        [](books& tasks, served_worker& below, cadre::serial_worker& strand) {
          thread other("other", [&] { tasks.submit(strand, 1); });
          thread dropper("dropper", [&] { below.drop(); });
          tasks.submit(strand);
          tasks.submit(strand);
          other.join();
          dropper.join();
        },
        &books::expect_settled);
  }
}

// And refuses what comes afterwards: dropped or refused, nothing stays.
BOOST_AUTO_TEST_CASE(the_worker_below_quits_and_drops) {
  explore_strand(
      {.preemptions = 2, .deviations = 3}, 1,
      [](books& tasks, served_worker& below, cadre::serial_worker& strand) {
        thread other("other", [&] { tasks.submit(strand, 1); });
        thread stopper("stopper", [&] {
          below.quit();
          below.drop();
        });
        tasks.submit(strand);
        tasks.submit(strand);
        other.join();
        stopper.join();
      },
      &books::expect_settled);
}

// M-29: the strand is destroyed, and the worker below after it, while runs are under way.
BOOST_AUTO_TEST_CASE(the_end_comes_while_a_run_hands_over) {
  explore_strand(
      {.preemptions = 3, .deviations = 4}, 1,
      [](books& tasks, served_worker&, cadre::serial_worker& strand) {
        for (int i = 0; i < 3; ++i) tasks.submit(strand);
      },
      &books::expect_all_ran);
}

BOOST_AUTO_TEST_CASE(quit_meets_submit) {
  explore_strand(
      {.preemptions = 2, .deviations = 3}, 1,
      [](books& tasks, served_worker&, cadre::serial_worker& strand) {
        thread other("other", [&] { tasks.submit(strand, 1); });
        strand.quit();
        expect(!tasks.submit(strand), "a task was accepted after quit");
        other.join();
      },
      &books::expect_all_ran);
}

BOOST_AUTO_TEST_SUITE_END()
