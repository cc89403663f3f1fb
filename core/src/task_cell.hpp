// Where one task waits in a queue, and runs.

#pragma once

#include <cstddef>
#include <cstring>
#include <utility>

#include "cadre/task.hpp"
#include "sync.hpp"

namespace cadre {

/// One cache line. It is given to a submitter and to a worker before the submitter has filled it.
class alignas(64) task_cell {
 public:
  void fill(task&& work) noexcept {
    const task::kind* const kind = std::exchange(work.kind_, nullptr);
    if (kind->trivially_moved) {
      std::memcpy(room_, work.room_, sizeof room_);
    } else {
      kind->move(work.room_, room_);
    }
    // Release: who sees the kind sees what the submitter did before, the callable's bytes included.
    kind_.store(kind, std::memory_order_release);
  }

  /// Acquire; see fill().
  [[nodiscard]] bool filled() const noexcept { return kind_.load(std::memory_order_acquire) != nullptr; }

  /// Runs and destroys the task, like task's own operator.
  void operator()() {
    const struct cleaner {
      task_cell& cell;
      const task::kind* const kind = cell.empty();
      ~cleaner() { task::destroy(kind, cell.room_); }
    } at_end{*this};
    at_end.kind->run(room_);
  }

  void discard() noexcept { task::destroy(empty(), room_); }

 private:
  // Relaxed: by the thread that saw it filled, and the next to fill it gets the cell through a lock.
  const task::kind* empty() noexcept {
    const task::kind* const kind = kind_.load(std::memory_order_relaxed);
    kind_.store(nullptr, std::memory_order_relaxed);
    return kind;
  }

  alignas(std::max_align_t) std::byte room_[task::inline_size];
  sync::atomic<const task::kind*> kind_{nullptr};
};

static_assert(sizeof(task_cell) == 64);

}  // namespace cadre
