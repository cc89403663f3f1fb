#include "loop_pool.hpp"

#include <utility>

#include "cadre/already_quit.hpp"

namespace cadre {

pool_options loop_pool::pool_options_of(const loop_options& options) {
  return {.limits = {0, 0},
          .name = options.pool_name,
          .errors = options.errors,
          .factory = options.pool_threads,
          .hooks = options.pool_hooks,
          .time = options.time};
}

std::shared_ptr<pool> loop_pool::get() {
  if (std::shared_ptr<pool> made = look()) return made;
  std::shared_ptr<pool> held = install(std::make_shared<pool>(options_));
  resize(*held);
  return held;
}

void loop_pool::suggest(std::size_t most) {
  const std::shared_ptr<pool> held = get();
  content_.with([most](content& c) { c.most = most; });
  resize(*held);
}

void loop_pool::start() noexcept {
  try {
    const auto held = content_.with([](content& c) { return std::exchange(c.driven, true) ? nullptr : c.made; });
    if (held) resize(*held);
  } catch (...) {
    report(options_.errors, std::current_exception());
  }
}

void loop_pool::close() noexcept {
  const auto held = content_.with([](content& c) {
    c.over = true;
    return c.made;
  });
  if (held && !held->inherited()) held->close();
}

bool loop_pool::ended() {
  const auto held = content_.with([](const content& c) { return c.made; });
  if (!held) return true;
  if (!held->inherited()) {
    // As long as tasks wait it is not told to stop: a stop whose time is over drops them.
    const team_statistics now = held->statistics();
    if (now.backlog + now.busy > 0 || !held->stop(stopping::drain, clock::duration::zero()).complete()) return false;
  }
  forget();
  return true;
}

void loop_pool::drop() noexcept {
  const auto held = content_.with([](content& c) {
    c.over = true;
    return c.made;
  });
  if (!held) return;
  if (!held->inherited()) drop_tasks(*held);
  forget();
}

bool loop_pool::running_here() {
  const auto held = content_.with([](const content& c) { return c.made; });
  return held && held->running_here();
}

std::shared_ptr<pool> loop_pool::look() {
  return content_.with([](const content& c) {
    if (c.over) throw already_quit();
    return c.made;
  });
}

std::shared_ptr<pool> loop_pool::install(const std::shared_ptr<pool>& fresh) {
  return content_.with([&](content& c) {
    if (c.over) throw already_quit();
    if (!c.made) c.made = fresh;
    return c.made;
  });
}

// Threads start in here, so that no lock can be held, and of two threads the slower one may bring the older wish: who
// finds that it was not the latest, does it again.
void loop_pool::resize(pool& of) {
  const auto wanted = [this] { return content_.with([](const content& c) { return c.driven ? c.most : 0; }); };
  std::exception_ptr failed;
  std::size_t done = 0;
  do {
    done = wanted();
    try {
      of.set_limits({0, done});
    } catch (...) {
      failed = std::current_exception();
    }
  } while (done != wanted());
  if (failed) std::rethrow_exception(failed);
}

// To quit would be to run what waits, if need be on a thread of its own.
void loop_pool::drop_tasks(pool& of) noexcept {
  try {
    if (!of.running_here()) {
      of.stop(stopping::drop);
    } else {
      of.close();
      of.drop_backlog();
    }
  } catch (const already_quit&) {  // nothing was left
  } catch (...) {
    report(options_.errors, std::current_exception());
  }
}

void loop_pool::forget() {
  const auto last = content_.with([](content& c) { return std::exchange(c.made, nullptr); });
}

}  // namespace cadre
