// rigs.hpp - one worker of each kind, with what makes it run: so that one suite tests them all (D-01, D-02).

#pragma once

#include <cadre/lock_worker.hpp>
#include <cadre/loop_worker.hpp>
#include <cadre/memory_worker.hpp>
#include <cadre/pool.hpp>
#include <cadre/serial_worker.hpp>
#include <cadre/team.hpp>
#include <cadre/thread_worker.hpp>
#include <cadre/with_context.hpp>
#include <memory>
#include <thread>
#include <tuple>
#include <utility>

#include <cadre/testing/counted_threads.hpp>
#include "recorded_errors.hpp"
#include "starters.hpp"
#include "stepped_team.hpp"

// Each rig has
//   subject()  the worker, until it is destroyed by destroy();
//   drive()    runs what was accepted, where nothing else does; threads are left to themselves;
//   end()      quits unless that was done, and comes back when all that was accepted has run;
//   exclusive  whether the worker promises that tasks never overlap.
// A task that fails does so with `deliberate`; a rig swallows it where it comes out, and claims it where it is
// reported.

namespace cadre_test {

template <class Kind>
class rig_of {
 public:
  [[nodiscard]] cadre::worker& subject() { return *worker_; }
  void destroy() { worker_.reset(); }

 protected:
  void close() {
    if (worker_) worker_->close();
  }
  std::unique_ptr<Kind> worker_;
};

class memory_rig : public rig_of<cadre::memory_worker> {
 public:
  static constexpr bool exclusive = true;
  memory_rig() {
    worker_ = std::make_unique<cadre::memory_worker>();
    perform_ = worker_->perform();
  }
  void drive() {
    while (one()) {
    }
  }
  void end() {
    close();
    drive();
  }

 private:
  bool one() {
    try {
      return perform_();
    } catch (const deliberate&) {
      return true;
    }
  }
  cadre::memory_worker::performer perform_;
};

class lock_rig : public rig_of<cadre::lock_worker> {
 public:
  static constexpr bool exclusive = true;
  lock_rig() { worker_ = std::make_unique<cadre::lock_worker>(); }
  void drive() {}
  void end() { close(); }
};

class thread_rig : public rig_of<cadre::thread_worker> {
 public:
  static constexpr bool exclusive = true;
  thread_rig() { worker_ = std::make_unique<cadre::thread_worker>(threads_.starter(), errors_.sink()); }
  ~thread_rig() { end(); }
  thread_rig(const thread_rig&) = delete;
  thread_rig& operator=(const thread_rig&) = delete;
  void drive() {}
  void end() {
    close();
    threads_.join();
    static_cast<void>(errors_.claim("deliberate task"));
  }

 private:
  recorded_errors errors_;
  real_threads threads_;
};

class team_rig {
 public:
  static constexpr bool exclusive = false;
  [[nodiscard]] cadre::worker& subject() { return *team_.team; }
  void destroy() { team_.team.reset(); }
  void drive() { team_.finish(); }
  void end() {
    if (team_.team) team_.team->close();
    team_.finish();
    static_cast<void>(team_.errors.claim("deliberate task"));
  }

 private:
  stepped_team team_{{0, 3}};
};

class pool_rig : public rig_of<cadre::pool> {
 public:
  static constexpr bool exclusive = false;
  pool_rig() {
    worker_ = std::make_unique<cadre::pool>(
        cadre::pool_options{.limits = {0, 3}, .errors = errors_.sink(), .factory = threads_.factory()});
  }
  ~pool_rig() { end(); }
  pool_rig(const pool_rig&) = delete;
  pool_rig& operator=(const pool_rig&) = delete;
  void drive() {}
  void end() {
    close();
    if (!threads_.down_to(0)) {
      BOOST_ERROR("the pool does not end after quit");
      static_cast<void>(worker_.release());  // its destructor would wait for ever, and no test would be told
    }
    static_cast<void>(errors_.claim("deliberate task"));
  }

 private:
  recorded_errors errors_;
  cadre::testing::counted_threads threads_;
};

/// A loop that is destroyed drops what waits: so both of these have it run before.
class loop_rig : public rig_of<cadre::loop_worker> {
 public:
  static constexpr bool exclusive = true;
  loop_rig() { worker_ = std::make_unique<cadre::loop_worker>(cadre::loop_options{.errors = errors_.sink()}); }
  void destroy() {
    end();
    worker_.reset();
  }
  void drive() {
    while (worker_ && worker_->poll() > 0) {
    }
    static_cast<void>(errors_.claim("deliberate task"));
  }
  void end() {
    close();
    drive();
  }

 private:
  recorded_errors errors_;
};

class running_loop_rig : public rig_of<cadre::loop_worker> {
 public:
  static constexpr bool exclusive = true;
  running_loop_rig() {
    worker_ = std::make_unique<cadre::loop_worker>(cadre::loop_options{.errors = errors_.sink()});
    driver_ = std::thread([&loop = *worker_] { loop.run(); });
  }
  ~running_loop_rig() { end(); }
  running_loop_rig(const running_loop_rig&) = delete;
  running_loop_rig& operator=(const running_loop_rig&) = delete;
  void destroy() {
    end();
    worker_.reset();
  }
  void drive() {}
  void end() {
    close();
    if (driver_.joinable()) driver_.join();
    static_cast<void>(errors_.claim("deliberate task"));
  }

 private:
  recorded_errors errors_;
  std::thread driver_;
};

/// Another rig's worker, reached through a with_context.
template <class Below>
class in_context_rig {
 public:
  static constexpr bool exclusive = Below::exclusive;
  [[nodiscard]] cadre::worker& subject() { return *worker_; }
  void destroy() { worker_.reset(); }
  void drive() { below_.drive(); }
  void end() {
    if (worker_) worker_->close();
    below_.end();
  }

 private:
  Below below_;
  std::unique_ptr<cadre::with_context> worker_ = std::make_unique<cadre::with_context>(below_.subject());
};

/// A serial_worker over another rig's worker; it soon lets others have their turn.
template <class Below>
class serial_rig {
 public:
  static constexpr bool exclusive = true;
  [[nodiscard]] cadre::worker& subject() { return *worker_; }
  void destroy() { worker_.reset(); }
  void drive() { below_.drive(); }
  void end() {
    if (worker_) worker_->close();
    below_.end();
  }

 private:
  Below below_;
  std::unique_ptr<cadre::serial_worker> worker_ =
      std::make_unique<cadre::serial_worker>(below_.subject(), cadre::serial_options{.in_a_row = 3});
};

using all_kinds = std::tuple<memory_rig, lock_rig, thread_rig, team_rig, pool_rig, loop_rig, running_loop_rig,
                             in_context_rig<memory_rig>, in_context_rig<thread_rig>, serial_rig<memory_rig>,
                             serial_rig<thread_rig>, serial_rig<pool_rig>>;

/// Submits, and tells whether the worker accepted. Errors of tasks that come out of a submit are the rig's business.
inline bool accepted(cadre::worker& worker, cadre::task work) {
  try {
    worker.submit(std::move(work));
    return true;
  } catch (const cadre::already_quit&) {
    return false;
  }
}

inline bool quits(cadre::worker& worker) {
  try {
    worker.quit();
    return true;
  } catch (const cadre::already_quit&) {
    return false;
  }
}

}  // namespace cadre_test
