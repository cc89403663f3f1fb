#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include "contestants/all.hpp"
#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class arena : public usual {
 public:
  static constexpr const char* name = "oneTBB";
  static constexpr bool in_order = false;
  static constexpr bool own_threads = false;
  static constexpr bool uses_malloc = false;
  explicit arena(std::size_t threads)
      : most_(tbb::global_control::max_allowed_parallelism, threads + 1), arena_(static_cast<int>(threads), 0) {}
  // From outside of the arena, so that this thread does none of its work.
  ~arena() { group_.wait(); }
  template <class F>
  void post(F&& f) {
    arena_.enqueue(group_.defer(std::forward<F>(f)));
  }

 private:
  // Without it there are no more threads than processors, less one.
  tbb::global_control most_;
  tbb::task_arena arena_;
  tbb::task_group group_;
};

}  // namespace

contestant tbb_pool() {
  return described<arena>();
}

}  // namespace benchmarks
