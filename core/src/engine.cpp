#include "engine.hpp"

#include <algorithm>
#include <mutex>

#include "contain.hpp"
#include "running.hpp"
#include "task_check.hpp"

namespace cadre {

using guard = std::lock_guard<sync::quick_mutex>;

std::shared_ptr<engine> engine::make(std::shared_ptr<thread_source> source, const pool_options& options) {
  auto made = std::make_shared<engine>(std::move(source), options);
  made->alarm_ = std::make_shared<alarm>(options.time ? options.time : make_steady_clock(), options.errors,
                                         [self = std::weak_ptr<engine>(made)] {
                                           if (const auto here = self.lock()) here->on_books([](auto&, auto&, auto) {});
                                         });
  return made;
}

engine::engine(std::shared_ptr<thread_source> source, const pool_options& options)
    : source_(std::move(source)),
      errors_(options.errors),
      may_look_(patience::pays()),
      queue_(options.backlog.tasks),
      books_({options.idle_timeout, options.creation_interval}) {}

engine::~engine() = default;

void engine::settle(clock::time_point now, urgency how, pool_decisions& todo) noexcept {
  std::size_t waiting = queue_.backlog();
  while (true) {
    books_.settle(waiting, now, how, todo);
    const std::size_t later = queue_.watch(books_.watching() || observed(interest::tasks), books_.unstaffed());
    // What came before the watch was on has not been noticed.
    const bool unnoticed = later > waiting && books_.watching();
    waiting = later;
    if (!unnoticed) break;
  }
  attention_.store((books_.surplus(waiting) ? surplus : 0U) | (observed(interest::starts) ? stamps : 0U) |
                       (observed(interest::tasks) ? rings : 0U),
                   std::memory_order_relaxed);
}

void engine::perform(pool_decisions& todo, std::exception_ptr* answer) {
  for (const pool_worker_ptr& leaver : todo.dismiss) {
    source_->threads().leave(leaver->thread);  // so that it is joined, whatever its end may be
    leaver->orders.notify();
  }
  todo.dismiss.clear();
  if (todo.wake) todo.wake->orders.notify();
  if (todo.drop) drop_waiting();
  if (todo.alarm) alarm_->call_at(*todo.alarm);
  if (todo.obtain > 0) obtain(todo.obtain, answer);
}

void engine::obtain(std::size_t count, std::exception_ptr* answer) {
  try {
    for (; count > 0; --count) create();
  } catch (...) {
    bool first = false;
    on_books([&](pool_books& books, pool_decisions&, auto now) { first = books.no_capacity(count, now); });
    if (answer != nullptr) {
      *answer = std::current_exception();
    } else if (first) {
      report(errors_, std::current_exception());
    }
  }
}

bool engine::submit(task& work) {
  require_callable(work);
  while (true) {
    const task_queue::entry answer = queue_.push(work);
    if (answer == task_queue::entry::accepted) return true;
    if (answer == task_queue::entry::full) return false;
    if (follow_up(answer)) return true;
  }
}

// False if the task is to be pushed once more.
bool engine::follow_up(task_queue::entry answer) {
  if (answer == task_queue::entry::closed) throw already_quit();
  if (answer == task_queue::entry::unstaffed) return staff(), false;
  on_books([](auto&, auto&, auto) {});
  return true;
}

// Before the task is accepted: without any worker it could not be refused any more.
void engine::staff() {
  std::exception_ptr error;
  on_books(
      [](pool_books& books, pool_decisions& todo, auto) {
        if (books.staff()) ++todo.obtain;
      },
      urgency::urgent, &error);
  if (!error) return;
  const guard lock(mutex_);
  if (books_.unstaffed()) std::rethrow_exception(error);
}

void engine::run_here(task& work) {
  const running here(this);
  accepted_here_.fetch_add(1, std::memory_order_relaxed);
  // Also where the thread is ended by force.
  struct counter {
    engine& of;
    outcome how = outcome::failed;
    ~counter() {
      (how == outcome::ran ? of.ran_here_ : of.failed_here_).fetch_add(1, std::memory_order_release);
      of.on_books([](auto&, auto&, auto) {});  // somebody may wait for its end
    }
  } at_end{*this};
  at_end.how = contain(work, errors_);
}

template <class Event>
void engine::resize(Event event) {
  std::exception_ptr error;
  on_books(
      [&](pool_books& books, pool_decisions&, auto) {
        require_open();
        event(books);
      },
      urgency::urgent, &error);
  if (error) std::rethrow_exception(error);
}

void engine::grow(std::size_t count) {
  resize([count](pool_books& books) { books.grow(count); });
}

void engine::shrink(std::size_t count) {
  resize([count](pool_books& books) { books.shrink(count); });
}

void engine::set_limits(team_limits limits) {
  resize([limits](pool_books& books) { books.set_limits(limits); });
}

// What is to be dropped must be gone before the books quit: else they would obtain a worker for it.
void engine::quit(stopping how) {
  on_books([this](auto&, auto&, auto) {
    require_open();
    queue_.close();
    dropped_at_quit_ = dropped_.load(std::memory_order_relaxed);
    closed_.store(true, std::memory_order_release);
  });
  if (how == stopping::drop) drop_waiting();
  on_books([](pool_books& books, auto&, auto) { books.quit(); }, urgency::urgent);
}

void engine::close(stopping how) noexcept {
  try {
    quit(how);
  } catch (const already_quit&) {  // then that is done
  }
}

// Under the lock of the books.
void engine::require_open() const {
  if (closed()) throw already_quit();
}

std::size_t engine::drop_backlog() {
  {
    const guard lock(mutex_);
    if (books_.finished(queue_.backlog())) throw already_quit();
  }
  return drop_waiting();
}

// Those that wait now: what their destructors submit is left alone.
std::size_t engine::drop_waiting() {
  std::size_t count = 0;
  {
    task_queue::claimer hand(queue_);
    for (std::size_t left = queue_.backlog(); left > 0 && discard_one(hand); --left) ++count;
  }
  on_books([](auto&, auto&, auto) {});
  return count;
}

void engine::drop_oldest() {
  {
    task_queue::claimer hand(queue_);
    discard_one(hand);
  }
  on_books([](auto&, auto&, auto) {});
}

bool engine::discard_one(task_queue::claimer& hand) {
  task_record* const oldest = queue_.claim(hand);
  if (oldest == nullptr) return false;
  oldest->discard();
  dropped_.fetch_add(1, std::memory_order_release);
  report(errors_, std::make_exception_ptr(task_dropped()));
  return true;
}

// Tasks that ended are counted before those that were accepted: so none has ended that was not accepted.
team_statistics engine::read() const noexcept {
  team_statistics now = books_.statistics();
  now.dropped = dropped_.load(std::memory_order_acquire);
  const std::uint64_t ended = now.ran + now.failed + now.dropped;
  now.ran += ran_here_.load(std::memory_order_acquire);
  now.failed += failed_here_.load(std::memory_order_acquire);
  now.accepted = queue_.accepted();
  const std::size_t threads = now.idle;
  const std::size_t outstanding = now.accepted - ended;
  now.busy = std::min(outstanding, threads);
  now.idle = threads - now.busy;
  now.backlog = outstanding - now.busy;
  now.accepted += accepted_here_.load(std::memory_order_relaxed);
  return now;
}

team_statistics engine::statistics() const {
  const guard lock(mutex_);
  return read();
}

bool engine::idle() const {
  const guard lock(mutex_);
  const team_statistics now = read();
  return books_.at_rest() && now.accepted == now.ran + now.failed + now.dropped;
}

bool engine::quiescent() const {
  const guard lock(mutex_);
  const team_statistics now = read();
  return books_.at_rest() && (books_.have() == 0 || now.accepted == now.ran + now.failed + now.dropped);
}

bool engine::ended() const {
  {
    const guard lock(mutex_);
    if (!books_.finished(queue_.backlog())) return false;
  }
  return source_->threads().all_ended();
}

clock::time_point engine::after(clock::duration patience) const {
  const clock::time_point start = now();
  return patience < clock::time_point::max() - start ? start + patience : clock::time_point::max();
}

stop_report engine::report_stop() const {
  stop_report report;
  {
    const guard lock(mutex_);
    report.dropped = dropped_.load(std::memory_order_acquire) - dropped_at_quit_;
  }
  report.still_running = source_->threads().stragglers(now());
  return report;
}

void engine::block() {
  on_books([](pool_books& books, auto&, auto) { books.block(); });
}

void engine::unblock() {
  on_books([](pool_books& books, auto&, auto) { books.unblock(); });
}

void engine::enter(nested_wait& one) {
  const guard lock(mutex_);
  nested_.add(one);
  // Every worker waits like this, and no other one can come.
  if (nested_.unstarted() < books_.have() || (!books_.at_most() && !books_.quitting())) return;
  nested_.remove(one);
  throw would_deadlock();
}

void engine::leave(nested_wait& one) noexcept {
  const guard lock(mutex_);
  nested_.remove(one);
}

// Under the lock of the books.
bool engine::observed(interest least) const noexcept {
  return std::any_of(observers_.begin() + static_cast<unsigned>(least), observers_.end(),
                     [](std::size_t count) { return count > 0; });
}

void engine::observation::add(int change) {
  of_.on_books(
      [&](auto&, auto&, auto) { of_.observers_.at(static_cast<unsigned>(in_)) += static_cast<std::size_t>(change); });
}

void engine::begin_stop() {
  on_books([](pool_books& books, pool_decisions&, auto now) {
    books.each([now](pool_worker& who) {
      if (who.seen_after.load(std::memory_order_relaxed) != who.ended()) who.see(now);
    });
  });
}

}  // namespace cadre
