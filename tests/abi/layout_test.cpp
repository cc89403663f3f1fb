// The sizes and alignments that clients have compiled in (LP64 with libstdc++).

#define BOOST_TEST_MODULE abi_layout
#include <threadpool/ThreadPool.h>

#include <boost/test/unit_test.hpp>
#include <cstddef>

namespace {

using namespace threadpool;

template <class T, std::size_t Size, std::size_t Alignment>
constexpr bool laidOut() {
  static_assert(sizeof(T) == Size, "the size of a frozen type has changed");
  static_assert(alignof(T) == Alignment, "the alignment of a frozen type has changed");
  return true;
}

static_assert(laidOut<ThreadPool, 16, 8>());
static_assert(laidOut<Thread, 8, 8>());
static_assert(laidOut<Failure, 8, 8>());
static_assert(laidOut<Result, 24, 8>());
static_assert(laidOut<Function, 32, 8>());
static_assert(laidOut<OnResult, 32, 8>());
static_assert(laidOut<ThreadFactory, 32, 8>());
static_assert(laidOut<Job, 88, 8>());
static_assert(laidOut<Queue, 16, 8>());
static_assert(laidOut<ThreadSafeList, 16, 8>());
static_assert(laidOut<PoolState, 8, 4>());
static_assert(laidOut<WorkerStopType, 1, 1>());
static_assert(laidOut<LogEntry, 48, 8>());
static_assert(laidOut<LogLevel, 4, 4>());
static_assert(laidOut<context::Layer, 16, 8>());
static_assert(laidOut<context::Scope, 16, 8>());

static_assert(offsetof(LogEntry, level) == 0 && offsetof(LogEntry, text) == 8 && offsetof(LogEntry, exception) == 40);
static_assert(offsetof(PoolState, min) == 0 && offsetof(PoolState, max) == 4);
static_assert(static_cast<int>(LogLevel::message) == 0 && static_cast<int>(LogLevel::error) == 1);

}  // namespace

// A derived class starts where the base ends: what a client's subclass adds must not move.
BOOST_AUTO_TEST_CASE(members_of_a_subclass_follow_the_opaque_pointer) {
  struct Subclass : ThreadPool {
    char added = 0;
  };
  Subclass pool;
  const auto offset = reinterpret_cast<const char*>(&pool.added) - reinterpret_cast<const char*>(&pool);
  BOOST_TEST(offset == 16);
}
