#include "cadre/pool.hpp"

#include <system_error>

#include "engine.hpp"
#include "require_order.hpp"

namespace cadre {

class pool::state {
 public:
  explicit state(const pool_options& options)
      : source(std::make_shared<thread_source>(options)), workers(std::make_shared<engine>(source, options.errors)) {}

  ~state() {
    close();
    if (source->running_here()) {
      source->threads().release();
    } else {
      source->threads().join_down_to(0);
    }
  }

  state(const state&) = delete;
  state& operator=(const state&) = delete;

  void refuse_on_own_thread() const {
    if (!source->running_here()) return;
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "cadre: a thread of pool '" + source->name() + "' cannot wait for its own pool");
  }

  void close() const {
    try {
      workers->quit();
    } catch (const already_quit&) {  // then that is done
    }
  }

  const std::shared_ptr<thread_source> source;
  const std::shared_ptr<engine> workers;
};

pool::pool(pool_options options) {
  require_order(options.limits);
  state_ = std::make_unique<state>(options);
  set_limits(options.limits);
}

pool::~pool() = default;

void pool::submit(task work) {
  state_->workers->submit(std::move(work));
}

void pool::grow(std::size_t count) {
  state_->workers->grow(count);
}

void pool::shrink(std::size_t count) {
  state_->workers->shrink(count);
}

void pool::set_limits(team_limits limits) {
  require_order(limits);
  state_->workers->set_limits(limits);
}

team_limits pool::limits() const {
  return statistics().limits;
}

team_statistics pool::statistics() const {
  return state_->workers->statistics();
}

std::string pool::name() const {
  return state_->source->name();
}

void pool::set_name(std::string name) {
  state_->source->set_name(std::move(name));
}

void pool::set_thread_factory(thread_factory factory) {
  state_->source->set_factory(std::move(factory));
}

void pool::set_thread_hooks(thread_hooks hooks) {
  state_->source->set_hooks(std::move(hooks));
}

void pool::quit() {
  state_->workers->quit();
}

bool pool::closed() const noexcept {
  return state_->workers->closed();
}

bool pool::running_here() const noexcept {
  return state_->source->running_here();
}

std::size_t pool::drop_backlog() {
  return state_->workers->drop_backlog();
}

void pool::wait(const std::function<bool(const team_statistics&)>& condition) const {
  state_->refuse_on_own_thread();
  state_->workers->wait(condition);
}

void pool::wait_idle() const {
  state_->refuse_on_own_thread();
  state_->workers->wait_idle();
}

void pool::join_surplus() {
  state_->refuse_on_own_thread();
  state_->source->threads().join_down_to(limits().max);
}

}  // namespace cadre
