// Overrides hooks in classes where ThreadPool is not the first base, or a virtual one.

#include <threadpool/ThreadPool.h>

using namespace threadpool;

static void take(ThreadPool& pool) {
  // For all that the optimiser knows, the object is looked at.
  asm volatile("" : : "r"(&pool) : "memory");
}

namespace inheritance {

/// Has more virtual functions than ThreadPool, so that its table could be taken for one.
class Wide {
 public:
  virtual ~Wide() = default;
  virtual void f2() {}
  virtual void f3() {}
  virtual void f4() {}
  virtual void f5() {}
  virtual void f6() {}
  virtual void f7() {}
  virtual void f8() {}
  virtual void f9() {}
  virtual void f10() {}
  virtual void f11() {}
  virtual void f12() {}
  virtual void f13() {}
  long wide = 0;
};

class Second : public Wide, public ThreadPool {
 public:
  void f4() override {}
  void startAWorker() override { ++wide; }
};

class PlainSecond : public Wide, public ThreadPool {
 public:
  void f9() override {}
};

class Virtual : public virtual ThreadPool {
 public:
  void stopAWorker() override { ++calls; }
  int calls = 0;
};

class PlainVirtual : public Wide, public virtual ThreadPool {};

class Left : public virtual ThreadPool {
 public:
  long left = 0;
};
class Right : public virtual ThreadPool {
 public:
  void _worker() override { ++right; }
  long right = 0;
};
class Diamond : public Left, public Right, public Wide {
 public:
  void _startSomeWorkers() override {}
};

/// ThreadPool is below a base that is virtual, behind one that is not.
class Other {
 public:
  virtual ~Other() = default;
  long other = 0;
};
class Deep : public Other, public virtual Second {
 public:
  std::shared_ptr<Thread> currentThread() override { return nullptr; }
};

/// Two pools in one object.
class One : public ThreadPool {
 public:
  void stopAWorker() override {}
};
class Two : public ThreadPool {};
class Twins : public Two, public One {};

class Private : private ThreadPool {
 public:
  void startAWorker() override {}
  ThreadPool& pool() { return *this; }
};

/// Nothing is left of ThreadPool's own functions: only the type information tells what this is.
template <class... Bases>
class Everything : public Bases... {
 public:
  void start() override { calls = 2; }
  void stop() override { calls = 3; }
  void callInThread(Function) override { calls = 4; }
  void callInThreadWithCallback(OnResult, Function) override { calls = 5; }
  void adjustPoolsize(std::optional<int>, std::optional<int>) override { calls = 6; }
  std::shared_ptr<Thread> threadFactory(std::function<void()>, const std::string&) override { return nullptr; }
  std::shared_ptr<Thread> currentThread() override { return nullptr; }
  void startAWorker() override { calls = 9; }
  void stopAWorker() override { calls = 10; }
  void _startSomeWorkers() override { calls = 11; }
  void _worker() override { calls = 12; }
  int calls = 0;
};

class SecondPool : public Other, public ThreadPool {};
class VirtualPool : public virtual ThreadPool {};
using SecondOfAll = Everything<Wide, SecondPool>;
using VirtualOfAll = Everything<Wide, VirtualPool>;

}  // namespace inheritance

int main() {
  using namespace inheritance;
  Second second;
  PlainSecond plainSecond;
  Virtual isVirtual;
  PlainVirtual plainVirtual;
  Left left;
  Right right;
  Diamond diamond;
  Deep deep;
  One one;
  Twins twins;
  Private hidden;
  SecondOfAll secondOfAll;
  VirtualOfAll virtualOfAll;
  for (ThreadPool* pool :
       {static_cast<ThreadPool*>(&second), static_cast<ThreadPool*>(&plainSecond), static_cast<ThreadPool*>(&isVirtual),
        static_cast<ThreadPool*>(&plainVirtual), static_cast<ThreadPool*>(&left), static_cast<ThreadPool*>(&right),
        static_cast<ThreadPool*>(&diamond), static_cast<ThreadPool*>(&deep),
        static_cast<ThreadPool*>(static_cast<One*>(&twins)), static_cast<ThreadPool*>(static_cast<Two*>(&twins)),
        static_cast<ThreadPool*>(&one), &hidden.pool(), static_cast<ThreadPool*>(&secondOfAll),
        static_cast<ThreadPool*>(&virtualOfAll)})
    take(*pool);
}
