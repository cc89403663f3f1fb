// threadpool::ThreadPool, from whichever of the two libraries this is linked with: both define the same symbols, so
// each becomes a module of its own.

#include <threadpool/ThreadPool.h>

#include <atomic>
#include <thread>

#ifdef THREAD_POOL_IS_SHIM
#include <cadre/shim/deprecation_log.hpp>
#endif

#include "contestants/described.hpp"
#include "contestants/usual.hpp"

namespace benchmarks {
namespace {

class thread_pool : public usual {
 public:
  static constexpr bool ours = true;
  thread_pool(std::size_t min, std::size_t max) : pool_(static_cast<int>(min), static_cast<int>(max), "benchmark") {
    pool_.start();
  }
  ~thread_pool() { pool_.stop(); }
  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;
  template <class F>
  void post(F&& f) {
    pool_.callInThread(std::forward<F>(f));
  }

 protected:
  threadpool::ThreadPool pool_;
};

#ifdef THREAD_POOL_IS_SHIM

class shim : public thread_pool {
 public:
  static constexpr const char* name = "shim";
  explicit shim(std::size_t threads) : thread_pool(0, threads) {}
  void resize(std::size_t threads) { pool_.adjustPoolsize(0, static_cast<int>(threads)); }
  // Of all removed members the one that does nothing else.
  void call_removed() { pool_._worker(); }
  // As it would be without the log.
  void call_unchecked() { does_nothing(pool_); }

 private:
  [[gnu::noinline, gnu::noclone]] static void does_nothing(threadpool::ThreadPool& pool) {
    asm volatile("" : : "r"(&pool) : "memory");
  }
};

contestant record() {
  cadre::shim::set_deprecation_sink([](const cadre::shim::deprecation_record&) {});
  cadre::shim::set_summary_at_exit(false);
  return described<shim>();
}

#else

/// Has all its threads from the start: its growth rule may overlook a job that has just been taken, and tasks that wait
/// for each other need all threads. No resize: it does not bear one while another thread submits (L-35).
class legacy : public thread_pool {
 public:
  static constexpr const char* name = "legacy";
  explicit legacy(std::size_t threads) : thread_pool(threads, threads) {}
  // Nor does it bear a stop while a task is still in the middle of submitting the last one.
  ~legacy() {
    while (submitting_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
  }
  template <class F>
  void post(F&& f) {
    submitting_.fetch_add(1, std::memory_order_relaxed);
    thread_pool::post(std::forward<F>(f));
    // Released: who sees none sees all of what the submissions did.
    submitting_.fetch_sub(1, std::memory_order_release);
  }

 private:
  std::atomic<std::size_t> submitting_ = 0;
};

contestant record() {
  return described<legacy>();
}

#endif

}  // namespace
}  // namespace benchmarks

extern "C" [[gnu::visibility("default")]] const benchmarks::contestant* benchmarks_contestant() {
  static const benchmarks::contestant only = benchmarks::record();
  return &only;
}
