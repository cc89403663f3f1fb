// Where a pool's threads come from: the pool's factory, with its name and hooks.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "cadre/pool.hpp"
#include "guarded.hpp"
#include "roster.hpp"

namespace cadre {

/// Outlives the pool where a task does.
class thread_source {
 public:
  explicit thread_source(const pool_options& options);

  /// Starts a thread that runs `work` between the hooks; or `abandoned`, if it is ended by force before `work`
  /// returned. Neither throws. Throws what the factory throws.
  void start(const roster::place_ptr& place, std::function<void()> work, std::function<void()> abandoned);

  [[nodiscard]] std::string name();
  void set_name(std::string name);
  void set_factory(thread_factory factory);
  void set_hooks(thread_hooks hooks);

  [[nodiscard]] roster& threads() const { return *threads_; }
  /// True on the threads started here.
  [[nodiscard]] bool running_here() const noexcept;

 private:
  // What is the user's stands behind pointers: copying it must not happen under the lock.
  struct setup {
    std::string name;
    std::shared_ptr<const thread_factory> factory;
    std::shared_ptr<const thread_hooks> hooks;
    std::uint64_t started = 0;
  };

  const error_sink errors_;
  const std::shared_ptr<roster> threads_;
  guarded<setup> setup_;
};

}  // namespace cadre
