// The calling thread's layers of context, and what a job takes along of them.

#pragma once

#include <threadpool/ThreadPool.h>

#include <memory>

namespace threadpool::context {

/// A layer and those below it. Immutable, but for what the layer holds.
struct frame {
  Layer layer;
  std::shared_ptr<const frame> below;
};

/// A thread's layers, the innermost first; null if it has none.
using stack = std::shared_ptr<const frame>;

/// The calling thread has no layers.
bool none() noexcept;
/// The innermost layer alone, by reference (L-80 … L-82); `nothing` if there is none.
stack capture_innermost();
/// All layers, as they are now (DEF-36); null if there are none.
stack capture_all();
/// One layer without values: what stands for none in a record, where null says that it has run.
const stack& nothing();

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
