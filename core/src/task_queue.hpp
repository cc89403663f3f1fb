// The tasks of a pool that wait: first in, first out, for any number of submitters and workers.
//
// Two locks, one at each end. Under them only places and bytes change hands; where a callable's own code is needed to
// move it, that is done outside, as it is run and destroyed outside. Places come in segments, which return to the
// submitters when nobody uses them any more.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>

#include "task_record.hpp"

namespace cadre {

// The two ends are kept on cache lines of their own.
class task_queue {  // NOLINT(clang-analyzer-optin.performance.Padding)
  struct segment;

 public:
  /// Somebody who claims tasks. Until its next claim, or until it lets go, the task that it claimed last stays where
  /// it is. Registered as long as it lives.
  class claimer {
   public:
    explicit claimer(task_queue& queue) noexcept;
    ~claimer();
    claimer(const claimer&) = delete;
    claimer& operator=(const claimer&) = delete;

   private:
    friend class task_queue;
    task_queue& queue_;
    segment* pinned_ = nullptr;  // as all below: under the lock of the front
    claimer* next_ = nullptr;
    claimer* previous_ = nullptr;
  };

  enum class entry {
    accepted,
    noticed,    ///< accepted, and the watch was on: it is off now, and the caller tells whoever set it
    closed,     ///< refused: the queue was closed
    unstaffed,  ///< refused: nobody would claim it
    full,       ///< refused: as much waits as may
  };

  /// At most `room` tasks wait.
  explicit task_queue(std::size_t room) noexcept : room_(room) {}
  ~task_queue();
  task_queue(const task_queue&) = delete;
  task_queue& operator=(const task_queue&) = delete;

  /// Takes `work` if it accepts it, and only then. Throws std::bad_alloc, without effect. What it accepts after
  /// another call returned comes behind that one's.
  entry push(task& work);

  /// The place of the oldest task; null if none waits. Its submitter may still be filling it.
  task_record* take(claimer& by) noexcept;
  static void await_filled(const task_record& place) noexcept;
  /// Both: the oldest task. The caller runs or discards it.
  task_record* claim(claimer& by) noexcept;
  /// The claimer is done with the task it claimed last.
  void let_go(claimer& by) noexcept;

  /// Refuses tasks from now on. What was accepted before is in the queue (DEF-09).
  void close() noexcept;
  /// Sets or clears the watch, and whether tasks are refused as unstaffed. Returns how many have ever been
  /// accepted: what comes later is noticed.
  std::uint64_t watch(bool on, bool unstaffed) noexcept;

  /// What waits, at some moment of the call; of what other threads claim it may lag behind.
  [[nodiscard]] std::size_t backlog() const noexcept;
  /// How many were ever accepted.
  [[nodiscard]] std::uint64_t accepted() const noexcept { return pushed_.load(std::memory_order_acquire); }

  /// Every claim either ended before this call, and what its claimer did before the claim is visible, or begins after
  /// it, and sees what this thread has done.
  void order_claims() noexcept { const front_lock lock(front_.mutex); }

 private:
  using back_lock = std::lock_guard<sync::quick_mutex>;
  using front_lock = std::lock_guard<sync::quick_mutex>;
  struct segment_list;

  /// Nothing, if it takes memory and `fresh` is null.
  std::optional<entry> enter(task& work, std::unique_ptr<segment>* fresh) noexcept;
  [[gnu::noinline]] entry push_with_memory(task& work);
  [[gnu::noinline]] bool extend(std::unique_ptr<segment>* fresh) noexcept;
  void advance(segment_list& unused) noexcept;
  void collect(segment_list& unused) noexcept;
  void recycle(segment_list& unused) noexcept;
  [[nodiscard]] bool pinned(const segment& one) const noexcept;

  const std::size_t room_;

  struct alignas(128) {
    sync::quick_mutex mutex;
    bool closed = false;
    bool unstaffed = false;
    bool watched = false;
    segment* last = nullptr;
    std::size_t used = 0;  // bytes of `last` that were given out
    segment* spare = nullptr;
    std::size_t spares = 0;
    std::size_t in_use = 0;  // segments that have not come back
  } back_;

  // Written under the lock of the back. Release and acquire: who sees the count sees the segments up to there.
  alignas(128) sync::atomic<std::uint64_t> pushed_{0};
  segment* first_ = nullptr;  // the first one ever; set before the first count

  struct alignas(128) {
    sync::quick_mutex mutex;
    segment* head = nullptr;
    std::size_t used = 0;        // bytes of `head` that were claimed
    std::uint64_t known = 0;     // of pushed_
    segment* retired = nullptr;  // claimed to the end, but perhaps in use
    claimer* claimers = nullptr;
    // Relaxed: for others it is only a figure. It stands here because every claim needs this cache line anyway.
    sync::atomic<std::uint64_t> claimed{0};
  } front_;
};

}  // namespace cadre
