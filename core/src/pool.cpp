#include "cadre/pool.hpp"

#include <atomic>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "engine.hpp"
#include "fork_guard.hpp"
#include "overflow.hpp"
#include "require_order.hpp"
#include "running.hpp"
#include "task_check.hpp"
#include "thread_source.hpp"
#include "tracked_task.hpp"

namespace cadre {

class pool::state {
 public:
  explicit state(const pool_options& options)
      : bound_(options.backlog),
        source_(std::make_shared<thread_source>(options)),
        workers_(engine::make(source_, options)) {}

  ~state() {
    workers_->close();
    if (source_->running_here() || abandoned) {
      source_->threads().release();
    } else {
      source_->threads().join_down_to(0);
    }
  }

  state(const state&) = delete;
  state& operator=(const state&) = delete;

  [[nodiscard]] engine& workers() const {
    require_own_process();
    return *workers_;
  }
  [[nodiscard]] thread_source& source() const {
    require_own_process();
    return *source_;
  }
  /// For calls that wait.
  void refuse_inside() const {
    require_own_process();
    if (!running_here()) return;
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "cadre: a task of pool '" + source_->name() + "' cannot wait for its own pool");
  }

  void submit(task& work) const {
    engine& to = workers();
    if (!to.submit(work)) overflow(to, bound_, running_here(), work);
  }

  /// On a thread of the pool, or in a task that its submitter runs.
  [[nodiscard]] bool running_here() const noexcept {
    return source_->running_here() || running::find(workers_.get()) != nullptr;
  }
  [[nodiscard]] bool closed() const noexcept { return workers_->closed(); }
  [[nodiscard]] bool inherited() const noexcept { return process_.inherited(); }
  [[nodiscard]] const std::shared_ptr<engine>& home() const noexcept { return workers_; }
  [[nodiscard]] const error_sink& errors() const noexcept { return workers_->errors(); }

  /// Some thread was left behind by stop().
  std::atomic<bool> abandoned{false};

 private:
  // A child has the locks in the state in which some thread of the parent held them.
  void require_own_process() const {
    if (!inherited()) return;
    throw std::system_error(std::make_error_code(std::errc::operation_not_permitted),
                            "cadre: this pool belongs to the process that this one was forked from; make a new one");
  }

  const fork_guard process_;
  const backlog_bound bound_;
  const std::shared_ptr<thread_source> source_;
  const std::shared_ptr<engine> workers_;
};

namespace {

void require_sense(const pool_options& options) {
  require_order(options.limits);
  if (options.backlog.tasks == 0) throw std::invalid_argument("cadre: a bound of 0 tasks lets nothing in");
  if (options.idle_timeout < clock::duration{} || options.creation_interval < clock::duration{} ||
      options.backlog.patience < clock::duration{})
    throw std::invalid_argument("cadre: a pool was given a time below 0");
}

}  // namespace

pool::pool(pool_options options) {
  require_sense(options);
  state_ = std::make_unique<state>(options);
  set_limits(options.limits);
}

pool::~pool() {
  if (inherited()) static_cast<void>(state_.release());
}

void pool::submit(task work) {
  state_->submit(work);
}

handle pool::spawn(task work) {
  require_callable(work);
  auto tracked = std::make_shared<tracked_task>(std::move(work), state_->home());
  submit(tracked_task::stand_in(tracked));
  return handle(std::move(tracked));
}

void pool::grow(std::size_t count) {
  state_->workers().grow(count);
}

void pool::shrink(std::size_t count) {
  state_->workers().shrink(count);
}

void pool::set_limits(team_limits limits) {
  require_order(limits);
  state_->workers().set_limits(limits);
}

team_limits pool::limits() const {
  return statistics().limits;
}

team_statistics pool::statistics() const {
  return state_->workers().statistics();
}

std::string pool::name() const {
  return state_->source().name();
}

void pool::set_name(std::string name) {
  state_->source().set_name(std::move(name));
}

void pool::set_thread_factory(thread_factory factory) {
  state_->source().set_factory(std::move(factory));
}

void pool::set_thread_hooks(thread_hooks hooks) {
  state_->source().set_hooks(std::move(hooks));
}

void pool::quit() {
  state_->workers().quit();
}

bool pool::closed() const noexcept {
  return state_->closed();
}

bool pool::running_here() const noexcept {
  return state_->running_here();
}

error_sink pool::errors() const {
  return state_->errors();
}

std::shared_ptr<engine> pool::home() const noexcept {
  return state_->home();
}

bool pool::inherited() const noexcept {
  return state_ && state_->inherited();
}

stop_report pool::stop(stopping how, clock::duration within) {
  state_->refuse_inside();
  engine& workers = state_->workers();
  const clock::time_point deadline = workers.after(within);
  workers.close(how);
  if (how == stopping::drop) workers.drop_waiting();  // also where another stop drains already
  bool begun = false;
  // Without an end nobody asks what still runs.
  const auto in = deadline == clock::time_point::max() ? engine::interest::rest : engine::interest::starts;
  const bool ended = workers.wait_until(in, deadline, [&] {
    if (!std::exchange(begun, true)) workers.begin_stop();
    return workers.ended();
  });
  if (!ended) workers.drop_waiting();
  state_->source().threads().reap();
  stop_report report = workers.report_stop();
  state_->abandoned = !report.complete();
  return report;
}

std::size_t pool::drop_backlog() {
  return state_->workers().drop_backlog();
}

void pool::wait(const std::function<bool(const team_statistics&)>& condition) const {
  state_->refuse_inside();
  engine& workers = state_->workers();
  workers.wait(engine::interest::tasks, [&] { return condition(workers.statistics()); });
}

void pool::wait_idle() const {
  state_->refuse_inside();
  engine& workers = state_->workers();
  workers.wait(engine::interest::rest, [&] { return workers.idle(); });
}

void pool::wait_quiescent() const {
  state_->refuse_inside();
  engine& workers = state_->workers();
  workers.wait(engine::interest::rest, [&] { return workers.quiescent(); });
}

void pool::join_surplus() {
  state_->refuse_inside();
  state_->source().threads().join_down_to(limits().max);
}

}  // namespace cadre
