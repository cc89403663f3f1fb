#include "cadre/expectation.hpp"

#include <optional>
#include <utility>

#include "engine.hpp"
#include "home.hpp"
#include "nested_waits.hpp"
#include "sync.hpp"

namespace cadre {

class awaited_result final : public awaited {
 public:
  awaited_result(std::weak_ptr<engine> home, std::weak_ptr<awaited_result> before)
      : home_(std::move(home)), before_(std::move(before)) {}

  void begin() noexcept { stage_.store(belongs_to(engine::of_this_thread()) ? at_home : elsewhere, relaxed); }
  void end() noexcept { stage_.store(ended, relaxed); }

  [[nodiscard]] bool needs_thread_of(const std::weak_ptr<engine>& pool) const noexcept override {
    std::shared_ptr<const awaited_result> kept;
    const awaited_result* at = this;
    while (at->waits() && !at->belongs_to(pool)) {
      kept = at->before_.lock();
      at = kept.get();
      if (at == nullptr) return false;
    }
    return (at->waits() || at->stage_.load(relaxed) == at_home) && at->belongs_to(pool);
  }

 private:
  enum stage : unsigned { waiting, at_home, elsewhere, ended };  // at home: on a thread of its own pool
  static constexpr auto relaxed = std::memory_order_relaxed;

  [[nodiscard]] bool waits() const noexcept { return stage_.load(relaxed) == waiting; }
  // Without locking the pointer: the last owner of an engine must not be found under the lock of another one.
  [[nodiscard]] bool belongs_to(const std::weak_ptr<engine>& pool) const noexcept {
    return !home_.owner_before(pool) && !pool.owner_before(home_);
  }

  const std::weak_ptr<engine> home_;
  const std::weak_ptr<awaited_result> before_;  // weak, or an endless chain of results would never be freed
  // Relaxed: it matters when every thread of the pool is registered as waiting, and each has taken the lock of the pool
  // since it changed this; so has whoever asks. What others changed may be seen a moment late.
  sync::atomic<unsigned> stage_{waiting};
};

namespace {

/// While it lives, it hears of the results that this thread is about to wait for. Lives on the stack; nests.
class listener {
 public:
  listener() noexcept : outer_(std::exchange(innermost, this)) {}
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;

  static void tell(const std::shared_ptr<awaited_result>& what) {
    if (innermost != nullptr) innermost->hear(what);
  }

 protected:
  ~listener() { innermost = outer_; }

 private:
  virtual void hear(const std::shared_ptr<awaited_result>& what) = 0;

  static thread_local listener* innermost;
  listener* const outer_;
};

thread_local listener* listener::innermost = nullptr;

class keeper final : public listener {
 public:
  std::shared_ptr<awaited_result> heard;

 private:
  void hear(const std::shared_ptr<awaited_result>& what) override { heard = what; }
};

/// Registers the wait with the pool whose task waits.
class registrar final : public listener {
 public:
  registrar() = default;
  registrar(const registrar&) = delete;
  registrar& operator=(const registrar&) = delete;
  ~registrar() {
    if (entered_) here_->leave(*wait_);
  }

 private:
  void hear(const std::shared_ptr<awaited_result>& what) override {
    if (what_) return;
    what_ = what;
    here_ = engine::of_this_thread();
    if (!here_ || !what_->needs_thread_of(here_)) return;
    here_->enter(wait_.emplace(*what_));
    entered_ = true;
  }

  std::shared_ptr<awaited_result> what_;
  std::shared_ptr<engine> here_;
  std::optional<nested_wait> wait_;
  bool entered_ = false;
};

}  // namespace

expectation::expectation(const worker& on, const expectation& after) {
  std::shared_ptr<engine> home = home_of(on);
  if (home || after) what_ = std::make_shared<awaited_result>(std::move(home), after.what_);
}

void expectation::begin() const noexcept {
  if (what_) what_->begin();
}

void expectation::end() const noexcept {
  if (what_) what_->end();
}

void expectation::announce() const {
  listener::tell(what_);
}

expectation expectation::heard_in(void* look, caller how) {
  keeper ear;
  how(look);
  expectation found;
  found.what_ = std::move(ear.heard);
  return found;
}

void expectation::check(void* wait, caller how) {
  const registrar ear;
  how(wait);
}

}  // namespace cadre
