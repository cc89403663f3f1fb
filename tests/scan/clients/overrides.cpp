// Overrides hooks: each of them, in final classes, without a name outside, and half-way down.

#include <threadpool/ThreadPool.h>

using namespace threadpool;

static void take(ThreadPool& pool) {
  // For all that the optimiser knows, the object is looked at.
  asm volatile("" : : "r"(&pool) : "memory");
}

namespace overrides {

class All : public ThreadPool {
 public:
  std::shared_ptr<Thread> threadFactory(std::function<void()>, const std::string&) override { return nullptr; }
  std::shared_ptr<Thread> currentThread() override { return nullptr; }
  void startAWorker() override { ++calls; }
  void stopAWorker() override { --calls; }
  void _startSomeWorkers() override { calls = 0; }
  void _worker() override { calls = 1; }
  int calls = 0;
};

class Final final : public ThreadPool {
 public:
  void stopAWorker() override { ++calls; }
  int calls = 0;
};

/// Nothing is left of ThreadPool's own functions.
class Everything : public All {
 public:
  void start() override {}
  void stop() override {}
  void callInThread(Function) override {}
  void callInThreadWithCallback(OnResult, Function) override {}
  void adjustPoolsize(std::optional<int>, std::optional<int>) override {}
};

class Top : public ThreadPool {};
class Middle : public Top {
 public:
  void _worker() override { ++calls; }
  int calls = 0;
};
class Bottom : public Middle {};
class BottomToo : public Middle {
 public:
  void startAWorker() override { ++calls; }
};

class Abstract : public ThreadPool {
 public:
  void _startSomeWorkers() override = 0;
};
class Concrete : public Abstract {
 public:
  void _startSomeWorkers() override {}
};

template <class T>
class Template : public ThreadPool {
 public:
  void startAWorker() override { ++value; }
  T value = T();
};

}  // namespace overrides

namespace {

class Unnamed : public ThreadPool {
 public:
  void startAWorker() override { ++calls; }
  int calls = 0;
};

}  // namespace

int main() {
  class Local : public ThreadPool {
   public:
    void stopAWorker() override { ++calls; }
    int calls = 0;
  };
  overrides::All all;
  overrides::Final final;
  overrides::Everything everything;
  overrides::Top top;
  overrides::Middle middle;
  overrides::Bottom bottom;
  overrides::BottomToo bottomToo;
  overrides::Concrete concrete;
  overrides::Template<int> ofInt;
  Unnamed unnamed;
  Local local;
  for (ThreadPool* pool :
       {static_cast<ThreadPool*>(&all), static_cast<ThreadPool*>(&final), static_cast<ThreadPool*>(&everything),
        static_cast<ThreadPool*>(&top), static_cast<ThreadPool*>(&middle), static_cast<ThreadPool*>(&bottom),
        static_cast<ThreadPool*>(&bottomToo), static_cast<ThreadPool*>(&concrete), static_cast<ThreadPool*>(&ofInt),
        static_cast<ThreadPool*>(&unnamed), static_cast<ThreadPool*>(&local)})
    take(*pool);
}
