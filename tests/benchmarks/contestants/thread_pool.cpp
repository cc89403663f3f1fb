// threadpool::ThreadPool, from whichever of the two libraries this is linked with: both define the same symbols, so
// each becomes a module of its own. THREAD_POOL_NAME says which it is.

#include <threadpool/ThreadPool.h>

#ifdef THREAD_POOL_IS_SHIM
#include <cadre/shim/deprecation_log.hpp>
#endif

#include "contestants/described.hpp"

namespace benchmarks {
namespace {

class thread_pool {
 public:
  static constexpr const char* name = THREAD_POOL_NAME;
  static constexpr bool in_order = true;
  static constexpr bool ours = true;
  explicit thread_pool(std::size_t threads) : pool_(least(threads), static_cast<int>(threads), "benchmark") {
    pool_.start();
  }
  ~thread_pool() { pool_.stop(); }
  thread_pool(const thread_pool&) = delete;
  thread_pool& operator=(const thread_pool&) = delete;
  template <class F>
  void post(F&& f) {
    pool_.callInThread(std::forward<F>(f));
  }
#ifdef THREAD_POOL_IS_SHIM
  // The legacy pool does not bear this while another thread submits (L-35).
  void resize(std::size_t threads) { pool_.adjustPoolsize(0, static_cast<int>(threads)); }
  // Of all removed members the one that does nothing else.
  void call_removed() { pool_._worker(); }
#endif

 private:
#ifdef THREAD_POOL_IS_SHIM
  static int least(std::size_t) { return 0; }
#else
  // Its growth rule may overlook a job that has just been taken, and tasks that wait for each other need all threads.
  static int least(std::size_t threads) { return static_cast<int>(threads); }
#endif

  threadpool::ThreadPool pool_;
};

}  // namespace
}  // namespace benchmarks

extern "C" [[gnu::visibility("default")]] const benchmarks::contestant* benchmarks_contestant() {
#ifdef THREAD_POOL_IS_SHIM
  cadre::shim::set_deprecation_sink([](const cadre::shim::deprecation_record&) {});
  cadre::shim::set_summary_at_exit(false);
#endif
  static const benchmarks::contestant record = benchmarks::described<benchmarks::thread_pool>();
  return &record;
}
