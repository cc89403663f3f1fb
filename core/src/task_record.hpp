// Where one task waits in a queue, and runs.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include "cadre/task.hpp"
#include "sync.hpp"

namespace cadre {

/// As long as its callable needs; records stand one behind the other. A record has its place before its submitter has
/// filled it, and tells how long it is also until then.
class task_record {
 public:
  static constexpr std::size_t alignment = task::alignment;

  /// So much does it take to keep `work`.
  static std::size_t bytes_for(const task& work) noexcept { return sizeof(task_record) + work.kind_->size; }

  /// Makes one for `work` in `memory`. What is no more than bytes is moved in at once; else fill() is to follow.
  static task_record* make(std::byte* memory, task& work) noexcept {
    const task::kind& kind = *work.kind_;
    if (!kind.trivially_moved) return ::new (memory) task_record(unfilled | kind.size);
    auto* const made = ::new (memory) task_record(reinterpret_cast<std::uintptr_t>(&kind));
    // Word by word, as it was written a moment ago: a longer load would have to wait for all of these stores.
    for (std::size_t done = 0; done < kind.size; done += alignment)
      std::memcpy(made->room() + done, work.room_ + done, alignment);
    work.kind_ = nullptr;
    return made;
  }
  /// Says that nothing follows.
  static void make_end(std::byte* memory) noexcept { ::new (memory) task_record(unfilled); }

  void fill(task& work) noexcept {
    const task::kind* const kind = std::exchange(work.kind_, nullptr);
    kind->move(work.room_, room());
    // Release: who sees the kind sees what the submitter did before, the callable's bytes included.
    state_.store(reinterpret_cast<std::uintptr_t>(kind), std::memory_order_release);
  }
  /// Acquire; see fill().
  [[nodiscard]] bool filled() const noexcept { return (state_.load(std::memory_order_acquire) & unfilled) == 0; }

  // Relaxed, both: what makes a record, or the end, is seen through the count of those that were made; and either
  // state tells the same length.
  [[nodiscard]] bool is_end() const noexcept { return state_.load(std::memory_order_relaxed) == unfilled; }
  [[nodiscard]] std::size_t bytes() const noexcept {
    const std::uintptr_t state = state_.load(std::memory_order_relaxed);
    return sizeof(task_record) + ((state & unfilled) != 0 ? state - unfilled : kind_of(state)->size);
  }

  /// Runs and destroys the task, like task's own operator.
  void operator()() {
    const struct cleaner {
      task_record& record;
      const task::kind* const kind = record.kind();
      ~cleaner() { task::destroy(kind, record.room()); }
    } at_end{*this};
    at_end.kind->run(room());
  }

  void discard() noexcept { task::destroy(kind(), room()); }

 private:
  static constexpr std::uintptr_t unfilled = 1;
  static_assert(alignof(task::kind) > unfilled);

  explicit task_record(std::uintptr_t state) noexcept : state_(state) {}

  static const task::kind* kind_of(std::uintptr_t state) noexcept { return reinterpret_cast<const task::kind*>(state); }
  // Relaxed: by a thread that saw it filled.
  [[nodiscard]] const task::kind* kind() const noexcept { return kind_of(state_.load(std::memory_order_relaxed)); }
  [[nodiscard]] std::byte* room() noexcept { return reinterpret_cast<std::byte*>(this + 1); }

  sync::atomic<std::uintptr_t> state_;  // a kind; or that it is not filled, and the callable's length
};

static_assert(sizeof(task_record) == sizeof(std::uintptr_t) && sizeof(task_record) == task_record::alignment);

}  // namespace cadre
