// Derives from a class that is in another file.

#include <threadpool/ThreadPool.h>

#include <stdexcept>

#include "base.hpp"

using namespace threadpool;

ThreadPool* volatile taken = nullptr;

/// Some of ThreadPool's own functions are left: they show what it is.
class Some : public Base {
 public:
  void _worker() override { ++calls; }
  int calls = 0;
};

#ifdef ALL
/// None is left.
class All : public Base {
 public:
  void start() override {}
  void stop() override {}
  void callInThread(Function) override {}
  void callInThreadWithCallback(OnResult, Function) override {}
  void adjustPoolsize(std::optional<int>, std::optional<int>) override {}
  std::shared_ptr<Thread> threadFactory(std::function<void()>, const std::string&) override { return nullptr; }
  std::shared_ptr<Thread> currentThread() override { return nullptr; }
  void startAWorker() override {}
  void stopAWorker() override {}
  void _startSomeWorkers() override {}
  void _worker() override {}
};
#endif

/// Derives from something else in another file, of which a function is left.
class Mine : public Service {
 public:
  void open() override { ++calls; }
  void close() override { ++calls; }
  void read() override { ++calls; }
  void seek() override { ++calls; }
  void tell() override { ++calls; }
  void lock() override { ++calls; }
  void unlock() override { ++calls; }
  void map() override { ++calls; }
  void unmap() override { ++calls; }
  void sync() override { ++calls; }
  int calls = 0;
};
Service* volatile served = nullptr;

class Error : public std::runtime_error {
 public:
  Error() : std::runtime_error("error") {}
  const char* what() const noexcept override { return "mine"; }
};

int main() {
  Mine mine;
  served = &mine;
#ifdef ALL
  All all;
  taken = &all;
#else
  Some some;
  taken = &some;
#endif
  throw Error();
}
