// A plugin that has a pool of its own kind: compiled once, linked with either library.

#include <threadpool/ThreadPool.h>

namespace plugin {

class Pool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override { ThreadPool::startAWorker(); }
};

}  // namespace plugin

extern "C" [[gnu::visibility("default")]] int useAPool() {
  plugin::Pool pool(0, 3, "plugin");
  pool.start();
  const int most = pool.max();
  pool.stop();
  return most;
}
