#include "thread_source.hpp"

#include <stdexcept>

#include "contain.hpp"

namespace cadre {
namespace {

// Whose thread this is, for good: also while what its body owned is being destroyed.
thread_local const roster* home = nullptr;

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

void thread_source::start(const roster::place_ptr& place, std::function<void()> work, std::function<void()> abandoned) {
  threads_->reap();
  const setup now = setup_.with([](setup& s) {
    ++s.started;
    return s;
  });
  place->name = now.name + "/" + std::to_string(now.started);
  const auto body = [threads = threads_, errors = errors_, hooks = now.hooks, place, work = std::move(work),
                     abandoned = std::move(abandoned)] {
    // Also of a thread that is ended by force.
    const struct last {
      roster& threads;
      const roster::place_ptr& place;
      ~last() { threads.end(place); }
    } at_end{*threads, place};
    home = threads.get();
    try {
      run_hook(hooks->start, errors);
      work();
    } catch (...) {
      abandoned();
      throw;
    }
    run_hook(hooks->exit, errors);
  };
  threads_->enter(place, [&] { return (*now.factory)(body, place->name); });
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
