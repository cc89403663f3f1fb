// Uses what is kept, and derives classes that override nothing but kept members: nothing of it is found.

#include <threadpool/ThreadPool.h>

#include <stdexcept>

namespace plain {

using namespace threadpool;

class Plain : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
};

class Final final : public ThreadPool {
 public:
  Final() : ThreadPool(1, 2, "final") {}
  ~Final() override { stop(); }
};

class Kept : public Plain {
 public:
  using ThreadPool::callInThread;
  void start() override { ThreadPool::start(); }
  void stop() override { ThreadPool::stop(); }
  void callInThread(Function function) override { ThreadPool::callInThread(std::move(function)); }
  void callInThreadWithCallback(OnResult onResult, Function function) override {
    ThreadPool::callInThreadWithCallback(std::move(onResult), std::move(function));
  }
  void adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) override {
    ThreadPool::adjustPoolsize(minthreads, maxthreads);
  }
};

/// Has functions with the names of hooks, in a class that is no pool.
class NoPool {
 public:
  virtual ~NoPool() = default;
  virtual void startAWorker() {}
  virtual void _worker() {}
};

class NoPoolEither : public NoPool, public std::runtime_error {
 public:
  NoPoolEither() : std::runtime_error("no pool") {}
  void startAWorker() override {}
};

class Beside : public NoPool, public virtual ThreadPool {};

/// Own functions with the names of removed ones hide them.
class Hiding : public ThreadPool {
 public:
  int min() const { return 1; }
  void startAWorker(int) {}
};

void use(ThreadPool& pool) {
  const context::Layer layer{{"key", 1}};
  context::call(layer, [&pool] { pool.callInThread([] {}); });
  pool.callInThreadWithCallback(
      [](bool success, Result result) {
        if (!success) throw std::runtime_error(result.failure().message());
      },
      [](int number) { return number; }, 3);
  pool.adjustPoolsize(1, 3);
  pool.start();
  pool.stop();
}

}  // namespace plain

int main() {
  plain::Plain one(1, 2, "one");
  plain::Final two;
  plain::Kept three;
  plain::Beside four;
  plain::Hiding five;
  for (threadpool::ThreadPool* pool :
       {static_cast<threadpool::ThreadPool*>(&one), static_cast<threadpool::ThreadPool*>(&two),
        static_cast<threadpool::ThreadPool*>(&three), static_cast<threadpool::ThreadPool*>(&four),
        static_cast<threadpool::ThreadPool*>(&five)})
    plain::use(*pool);
  five.startAWorker(five.min());
  throw plain::NoPoolEither();
}
