// A library of somebody else's, with a pool class of its own for others to derive from.

#pragma once

#include <threadpool/ThreadPool.h>

#include <memory>

namespace module {

/// Overrides a hook, here and for all who derive from it. Nothing is inline: with an inline destructor a program that
/// derives from it would get a copy of its table from the linker, and be named as its module.
class [[gnu::visibility("default")]] Base : public threadpool::ThreadPool {
 public:
  Base();
  ~Base() override;
  void _startSomeWorkers() override;
};

/// A pool of a class that only the library knows.
[[gnu::visibility("default")]] std::unique_ptr<threadpool::ThreadPool> makePool();

}  // namespace module
