// plugin_host PLUGIN...: uses a pool of its own, then lets each plugin use one.

#include <dlfcn.h>
#include <threadpool/ThreadPool.h>

#include <cstdio>

namespace host {

class Pool : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void stopAWorker() override { ThreadPool::stopAWorker(); }
};

int useAPool() {
  Pool pool(0, 2, "host");
  pool.start();
  const int least = pool.min();
  pool.stop();
  return least;
}

int usePlugin(const char* file) {
  void* const library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  void* const function = library != nullptr ? dlsym(library, "useAPool") : nullptr;
  if (function != nullptr) return reinterpret_cast<int (*)()>(function)();
  std::printf("%s\n", dlerror());
  return -1;
}

}  // namespace host

int main(int argc, char** argv) {
  if (host::useAPool() != 0) return 1;
  for (int i = 1; i < argc; ++i)
    if (host::usePlugin(argv[i]) != 3) return 1;
  return 0;
}
