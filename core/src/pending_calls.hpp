// The blocking calls into one loop.

#pragma once

#include <cstdint>
#include <exception>
#include <list>
#include <memory>
#include <utility>

#include "cadre/already_quit.hpp"
#include "cadre/error_sink.hpp"
#include "guarded.hpp"
#include "sync.hpp"

namespace cadre {

class loop_worker;

/// One call: the caller waits for it, the loop answers. Exactly one of the ends comes about.
///
///   |         | begin   | answer   | time over | refuse  |
///   |---------|---------|----------|-----------|---------|
///   | waiting | started | answered | given up  | refused |
///   | started |         | answered | given up  | refused |
class pending_call {
 public:
  enum class stage : std::uint32_t { waiting, started, answered, given_up, refused };
  enum class origin { function, loop };

  explicit pending_call(error_sink late) : late_(std::move(late)) {}

  /// The loop's: false if nobody waits for it any more.
  bool begin() noexcept { return move_on(stage::started); }
  /// The loop's, once: with the error if there is one. If nobody waits any more, the function's goes to the sink.
  void answer(std::exception_ptr error, origin of) noexcept {
    error_ = std::move(error);
    if (!move_on(stage::answered) && error_ && of == origin::function) report(late_, error_);
  }
  void refuse() noexcept { move_on(stage::refused); }

  /// The caller's: waits for the end.
  stage await(sync::steady_clock::time_point deadline) noexcept {
    for (stage at = now(); at < stage::answered; at = now()) {
      const auto left = deadline - sync::steady_clock::now();
      if (left <= left.zero()) {
        move_on(stage::given_up);
      } else {
        sync::sleep_while(stage_, static_cast<std::uint32_t>(at), left);
      }
    }
    return now();
  }
  /// The caller's, of an answered call.
  [[nodiscard]] const std::exception_ptr& error() const noexcept { return error_; }

 private:
  // Release and acquire: who sees the answer sees what led to it, the error included.
  [[nodiscard]] stage now() const noexcept { return static_cast<stage>(stage_.load(std::memory_order_acquire)); }
  bool move_on(stage to) noexcept {
    auto at = static_cast<std::uint32_t>(now());
    do {
      if (static_cast<stage>(at) >= stage::answered) return false;
    } while (!stage_.compare_exchange_weak(at, static_cast<std::uint32_t>(to), std::memory_order_acq_rel,
                                           std::memory_order_acquire));
    sync::wake_all(stage_);
    return true;
  }

  const error_sink late_;
  std::exception_ptr error_;  // the loop's until the call is answered, then the caller's
  sync::atomic<std::uint32_t> stage_{static_cast<std::uint32_t>(stage::waiting)};
};

/// All that wait. Outlives the loop where a caller does.
class pending_calls {
 public:
  /// While it lives, the call is refused when all are. Throws already_quit if that has happened.
  class entry {
   public:
    entry(std::shared_ptr<pending_calls> in, pending_call& call) : in_(std::move(in)), place_(in_->add(call)) {}
    ~entry() { in_->remove(place_); }
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

   private:
    const std::shared_ptr<pending_calls> in_;
    const std::list<pending_call*>::iterator place_;
  };

  /// These, and all that will come.
  void refuse_all() noexcept {
    content_.with([](content& c) {
      c.over = true;
      for (pending_call* one : c.calls) one->refuse();
    });
  }

 private:
  std::list<pending_call*>::iterator add(pending_call& call) {
    return content_.with([&](content& c) {
      if (c.over) throw already_quit();
      return c.calls.insert(c.calls.end(), &call);
    });
  }
  void remove(std::list<pending_call*>::iterator place) noexcept {
    content_.with([&](content& c) { c.calls.erase(place); });
  }

  struct content {
    std::list<pending_call*> calls;
    bool over = false;
  };
  guarded<content> content_;
};

std::shared_ptr<pending_calls> calls_of(const loop_worker& loop) noexcept;

}  // namespace cadre
