// An old program with all kinds of subclasses. overrides.sh lists what the shim has to say of them.

#include <threadpool/ThreadPool.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "module.hpp"

namespace client {

using threadpool::ThreadPool;

// --- nothing to be said: no hook is overridden --------------------------------------------------

class Plain : public ThreadPool {
 public:
  Plain() : ThreadPool(0, 1) {}
  int added = 0;
};

class BelowPlain : public Plain {
 public:
  ~BelowPlain() override { stop(); }
};

/// The kept members are called as ever.
class KeptMembers : public Plain {
 public:
  void start() override { ThreadPool::start(); }
  void stop() override { ThreadPool::stop(); }
  void callInThread(threadpool::Function function) override { ThreadPool::callInThread(std::move(function)); }
  void callInThreadWithCallback(threadpool::OnResult onResult, threadpool::Function function) override {
    ThreadPool::callInThreadWithCallback(std::move(onResult), std::move(function));
  }
  void adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) override {
    ThreadPool::adjustPoolsize(minthreads, maxthreads);
  }
};

/// Where a second base stands in front, the pool's table is not the object's first.
struct Other {
  virtual ~Other() = default;
  virtual void other() {}
  int value = 0;
};

class PlainSecondBase : public Other, public Plain {};

class PlainVirtualBase : public virtual ThreadPool {
 public:
  PlainVirtualBase() : ThreadPool(0, 1) {}
};

// --- hooks that the shim does not call, but for the factory of threads --------------------------

class [[gnu::visibility("hidden")]] Final final : public Plain {
 public:
  void startAWorker() override {}
};

namespace {
class Hidden : public Plain {
 private:
  void stopAWorker() override {}
};
}  // namespace

class Middle : public Plain {
 public:
  void _worker() override {}
};
class BelowMiddle : public Middle {};

class SecondBase : public Other, public Plain {
 public:
  std::shared_ptr<threadpool::Thread> currentThread() override { return nullptr; }
};

class VirtualBase : public virtual ThreadPool {
 public:
  VirtualBase() : ThreadPool(0, 1) {}
  void _startSomeWorkers() override {}
};

class Left : public virtual ThreadPool {
 public:
  void startAWorker() override {}
};
class Right : public virtual ThreadPool {
 public:
  void stopAWorker() override {}
};
class Both : public Left, public Right {
 public:
  Both() : ThreadPool(0, 1) {}
};

class Factory : public Plain {
 public:
  std::shared_ptr<threadpool::Thread> threadFactory(std::function<void()>, const std::string&) override {
    return nullptr;
  }
};

class Everything : public Factory {
 public:
  std::shared_ptr<threadpool::Thread> currentThread() override { return nullptr; }
  void startAWorker() override {}
  void stopAWorker() override {}
  void _startSomeWorkers() override {}
  void _worker() override {}
};

/// The library's class has overridden a hook already.
class FromModule : public module::Base {};
class OverModule : public module::Base {
 public:
  void _startSomeWorkers() override {}
};

// -------------------------------------------------------------------------------------------------

/// Nothing is submitted, so no thread is needed, and the hooks may do nothing.
void use(ThreadPool& pool) {
  for (int i = 0; i < 2; ++i) {
    pool.start();
    pool.start();
    pool.stop();
  }
}

/// Two objects, since it is the class that counts.
template <class Pool>
void useTwo() {
  Pool one, other;
  use(one);
  use(other);
}

template <class... Pools>
void useAll() {
  (useTwo<Pools>(), ...);
}

}  // namespace client

int main() {
  using namespace client;
  useAll<Plain, BelowPlain, KeptMembers, PlainSecondBase, PlainVirtualBase>();
  useAll<Final, Hidden, Middle, BelowMiddle, SecondBase, VirtualBase, Both, Factory, Everything>();
  useAll<FromModule, OverModule, module::Base>();
  for (int i = 0; i < 2; ++i) use(*module::makePool());
}
