// A library with a pool of its own, as a static object: started when somebody asks, destroyed when it is closed.

#include <threadpool/ThreadPool.h>

#include <future>

namespace {

threadpool::ThreadPool pool(1, 2, "plugin");

}  // namespace

extern "C" [[gnu::visibility("default")]] int run_a_job() {
  pool.start();
  std::promise<int> done;
  pool.callInThread([&done] { done.set_value(pool.max()); });
  return done.get_future().get();
}
