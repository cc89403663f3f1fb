// A task that others wait for.

#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "awaited.hpp"
#include "cadre/handle.hpp"
#include "cadre/task.hpp"
#include "engine.hpp"
#include "sync.hpp"

namespace cadre {

class tracked_task final : public awaited {
 public:
  tracked_task(task work, std::weak_ptr<engine> home) : work_(std::move(work)), home_(std::move(home)) {}

  /// What the pool gets in place of the task. Destroyed unrun, it counts as dropped.
  class stand_in {
   public:
    explicit stand_in(std::shared_ptr<tracked_task> of) noexcept : of_(std::move(of)) {}
    stand_in(stand_in&&) noexcept = default;
    stand_in& operator=(stand_in&&) = delete;
    ~stand_in() {
      if (of_) of_->drop();
    }
    void operator()() { std::exchange(of_, nullptr)->run(); }

   private:
    std::shared_ptr<tracked_task> of_;
  };

  /// Asked by tasks of its own pool alone.
  [[nodiscard]] bool needs_thread_of(const std::weak_ptr<engine>&) const noexcept override {
    return now() <= stage::at_home;
  }
  [[nodiscard]] bool done() const noexcept { return now() >= stage::ran; }
  [[nodiscard]] std::shared_ptr<engine> home() const noexcept { return home_.lock(); }
  ending await() const noexcept {
    for (stage at = now(); at < stage::ran; at = now()) sync::sleep_while(stage_, static_cast<std::uint32_t>(at));
    return static_cast<ending>(static_cast<std::uint32_t>(now()) - static_cast<std::uint32_t>(stage::ran));
  }

 private:
  enum class stage : std::uint32_t { waiting, at_home, elsewhere, ran, failed, dropped };  // started: where

  // Release and acquire: who sees the end sees what the task did.
  [[nodiscard]] stage now() const noexcept { return static_cast<stage>(stage_.load(std::memory_order_acquire)); }
  void move_on(stage to) noexcept {
    stage_.store(static_cast<std::uint32_t>(to), std::memory_order_release);
    sync::wake_all(stage_);
  }

  void run() {
    struct last {
      tracked_task& of;
      stage how = stage::failed;
      ~last() { of.move_on(how); }
    } at_end{*this};
    move_on(runs_at_home(engine::of_this_thread()) ? stage::at_home : stage::elsewhere);
    work_();
    at_end.how = stage::ran;
  }
  // Without locking the pointer: its last owner must not be found in here.
  [[nodiscard]] bool runs_at_home(const std::shared_ptr<engine>& here) const noexcept {
    return !home_.owner_before(here) && !here.owner_before(home_);
  }
  void drop() noexcept {
    work_ = task();
    move_on(stage::dropped);
  }

  task work_;
  const std::weak_ptr<engine> home_;
  sync::atomic<std::uint32_t> stage_{static_cast<std::uint32_t>(stage::waiting)};
};

}  // namespace cadre
