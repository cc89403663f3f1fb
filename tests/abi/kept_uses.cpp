// All that stays, used and overridden: the compiler has to make the same code of it whatever the header's macros say.

#include <threadpool/ThreadPool.h>

#include <any>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

using threadpool::Function;
using threadpool::OnResult;
using threadpool::Result;
using threadpool::ThreadPool;

// Its table has a place for each hook of the base.
class Own : public ThreadPool {
 public:
  using ThreadPool::callInThread;
  using ThreadPool::callInThreadWithCallback;
  using ThreadPool::ThreadPool;
  ~Own() override;
  void start() override;
  void stop() override;
  void callInThread(Function function) override;
  void callInThreadWithCallback(OnResult onResult, Function function) override;
  void adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) override;
  int behind = 0;
};

Own::~Own() {
  stop();
}

void Own::start() {
  ThreadPool::start();
}

void Own::stop() {
  ThreadPool::stop();
}

void Own::callInThread(Function function) {
  ++behind;
  ThreadPool::callInThread(std::move(function));
}

void Own::callInThreadWithCallback(OnResult onResult, Function function) {
  ThreadPool::callInThreadWithCallback(std::move(onResult), std::move(function));
}

void Own::adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) {
  ThreadPool::adjustPoolsize(minthreads, maxthreads);
}

template <class T>
constexpr std::size_t room = sizeof(T) * 64 + alignof(T);

extern const std::size_t rooms[];
const std::size_t rooms[] = {room<ThreadPool>,
                             room<Own>,
                             room<Result>,
                             room<threadpool::Failure>,
                             room<threadpool::Thread>,
                             room<threadpool::LogEntry>,
                             room<threadpool::LogLevel>,
                             room<threadpool::context::Layer>,
                             room<threadpool::context::Scope>,
                             room<threadpool::ThreadFactory>,
                             room<threadpool::LogObserver>};

void byVirtualCall(ThreadPool& pool);
void byVirtualCall(ThreadPool& pool) {
  pool.start();
  pool.callInThread(Function());
  pool.callInThread([](int) {}, 1);
  pool.callInThreadWithCallback(OnResult(), Function());
  pool.callInThreadWithCallback([](bool, const Result&) {}, [](int value) { return value; }, 2);
  pool.adjustPoolsize(1, 2);
  pool.stop();
}

std::unique_ptr<ThreadPool> made();
std::unique_ptr<ThreadPool> made() {
  if (auto plain = std::make_unique<ThreadPool>(1, 2, "plain")) byVirtualCall(*plain);
  return std::make_unique<Own>(3, 4);
}

std::string told(const Result& result);
std::string told(const Result& result) {
  if (result.ok()) return result.get<std::string>();
  const threadpool::Failure failure = result.failure();
  if (failure.check<std::bad_exception>()) failure.rethrow();
  return failure.message() + failure.typeName();
}

std::any around(threadpool::LogObserver observer);
std::any around(threadpool::LogObserver observer) {
  const threadpool::LogObserver before = threadpool::setLogObserver(std::move(observer));
  before(threadpool::LogEntry());
  threadpool::context::Layer layer{{"key", 1}};
  layer.set("other", threadpool::context::defaults().get("other"));
  const threadpool::context::Scope scope(layer);
  return threadpool::context::call(layer, [] { return threadpool::context::get("key", 2); });
}
