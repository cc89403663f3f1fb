#include "thread_source.hpp"

#include <stdexcept>

#include "cadre/thread_worker.hpp"
#include "contain.hpp"

namespace cadre {
namespace {

// Whose thread this is, for good: also while what its body owned is being destroyed.
thread_local const roster* home = nullptr;

/// A thread of the pool. That it leaves is put down before it can end.
class pool_thread final : public worker {
 public:
  pool_thread(const thread_starter& start, error_sink errors, std::shared_ptr<roster> threads, roster::place_ptr place)
      : hands_(start, std::move(errors)), threads_(std::move(threads)), place_(std::move(place)) {}

  void submit(task work) override { hands_.submit(std::move(work)); }
  void quit() override {
    threads_->leave(place_);
    hands_.quit();
  }
  [[nodiscard]] bool closed() const noexcept override { return hands_.closed(); }

 private:
  thread_worker hands_;
  const std::shared_ptr<roster> threads_;
  const roster::place_ptr place_;
};

void run_hook(const std::function<void()>& hook, const error_sink& errors) {
  if (!hook) return;
  task work = hook;
  contain(work, errors);
}

std::shared_ptr<const thread_factory> checked(thread_factory factory) {
  if (!factory) throw std::invalid_argument("cadre: a pool needs a thread factory");
  return std::make_shared<const thread_factory>(std::move(factory));
}

}  // namespace

thread_source::thread_source(const pool_options& options)
    : errors_(options.errors),
      threads_(std::make_shared<roster>(options.errors)),
      setup_(setup{options.name, checked(options.factory), std::make_shared<const thread_hooks>(options.hooks), 0}) {}

std::unique_ptr<worker> thread_source::obtain() {
  threads_->reap();
  const setup now = setup_.with([](setup& s) {
    ++s.started;
    return s;
  });
  const auto place = std::make_shared<roster::place>();
  const auto start = [&](const std::function<void()>& work) {
    const auto body = [threads = threads_, errors = errors_, hooks = now.hooks, place, work] {
      home = threads.get();
      run_hook(hooks->start, errors);
      work();
      run_hook(hooks->exit, errors);
      threads->end(place);
    };
    threads_->enter(place, [&] { return (*now.factory)(body, now.name + "/" + std::to_string(now.started)); });
  };
  return std::make_unique<pool_thread>(start, errors_, threads_, place);
}

std::string thread_source::name() {
  return setup_.with([](const setup& s) { return s.name; });
}

void thread_source::set_name(std::string name) {
  setup_.with([&](setup& s) { s.name.swap(name); });
}

void thread_source::set_factory(thread_factory factory) {
  auto next = checked(std::move(factory));
  setup_.with([&](setup& s) { s.factory.swap(next); });
}

void thread_source::set_hooks(thread_hooks hooks) {
  auto next = std::make_shared<const thread_hooks>(std::move(hooks));
  setup_.with([&](setup& s) { s.hooks.swap(next); });
}

bool thread_source::running_here() const noexcept {
  return home == threads_.get();
}

}  // namespace cadre
