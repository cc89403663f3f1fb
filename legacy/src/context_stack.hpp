// The calling thread's layers of context, and what a job of the legacy library takes along of them.

#pragma once

#include <threadpool/ThreadPool.h>

#include <memory>

namespace threadpool::context {

/// A layer and those below it.
struct frame {
  Layer layer;
  std::shared_ptr<const frame> below;
};

/// A thread's layers, the innermost first; null if it has none.
using stack = std::shared_ptr<const frame>;

/// The innermost layer alone, by reference (L-80 … L-82). If there is none, one without values: null in a record says
/// that it has run.
stack capture_innermost();

/// While it lives, the calling thread has these layers and no others.
class installed {
 public:
  explicit installed(stack layers) noexcept;
  ~installed();
  installed(const installed&) = delete;
  installed& operator=(const installed&) = delete;

 private:
  stack before_;
};

}  // namespace threadpool::context
