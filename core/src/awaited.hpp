// What a task may wait for.

#pragma once

#include <memory>

namespace cadre {

class engine;

class awaited {
 public:
  awaited() = default;
  awaited(const awaited&) = delete;
  awaited& operator=(const awaited&) = delete;

  /// While every thread of `pool` waits, it will not end. Once false, always false. Called under the pool's lock.
  [[nodiscard]] virtual bool needs_thread_of(const std::weak_ptr<engine>& pool) const noexcept = 0;

 protected:
  ~awaited() = default;
};

}  // namespace cadre
