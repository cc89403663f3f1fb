// The pool that comes with a loop.

#pragma once

#include <cstddef>
#include <memory>

#include "cadre/loop_worker.hpp"
#include "cadre/pool.hpp"
#include "guarded.hpp"

namespace cadre {

/// Made when somebody asks for it. It has no thread until the loop is driven for the first time.
class loop_pool {
 public:
  explicit loop_pool(const loop_options& options) : options_(pool_options_of(options)) {}

  /// Throws already_quit once it was closed. What is returned is to be let go of soon: until then it is not gone.
  std::shared_ptr<pool> get();
  /// Makes it if need be. Throws already_quit, and what pool::set_limits throws.
  void suggest(std::size_t most);
  /// The loop is driven from now on. Errors go to the sink.
  void start() noexcept;

  /// It takes no more tasks; what it has taken still runs.
  void close() noexcept;
  /// After close(): all its tasks and threads have ended, and it is gone. Does not wait.
  [[nodiscard]] bool ended();
  /// Drops what waits in it, and waits for its threads; on one of these it lets them go.
  void drop() noexcept;

  /// On a thread of it, or in a task.
  [[nodiscard]] bool running_here();

 private:
  struct content {
    std::shared_ptr<pool> made;
    std::size_t most = 10;
    bool driven = false;
    bool over = false;
  };

  static pool_options pool_options_of(const loop_options& options);
  std::shared_ptr<pool> look();
  std::shared_ptr<pool> install(const std::shared_ptr<pool>& fresh);
  void resize(pool& of);
  void drop_tasks(pool& of) noexcept;
  void forget();

  const pool_options options_;
  guarded<content> content_;
};

}  // namespace cadre
