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
                                           if (const auto here = self.lock()) here->settle();
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

void engine::settle() {
  on_books([](auto&, auto&, auto) {});
}

void engine::settle(clock::time_point now, urgency how, pool_decisions& todo) noexcept {
  demand tasks = {.accepted = queue_.accepted()};
  while (true) {
    tasks.dropped = dropped_.load(std::memory_order_acquire);
    tasks.waiting = queue_.backlog();
    books_.settle(tasks, now, how, todo);
    const std::uint64_t later = queue_.watch(books_.watching() || observed(interest::tasks), books_.unstaffed());
    // What came before the watch was on has not been noticed.
    const bool unnoticed = later != tasks.accepted && books_.watching();
    tasks.accepted = later;
    if (!unnoticed) break;
  }
  attention_.store((books_.surplus(queue_.backlog()) ? surplus : 0U) | (observed(interest::starts) ? stamps : 0U) |
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
  settle();
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
      of.settle();  // somebody may wait for its end
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
  settle();
  return count;
}

void engine::drop_oldest() {
  {
    task_queue::claimer hand(queue_);
    discard_one(hand);
  }
  settle();
}

bool engine::discard_one(task_queue::claimer& hand) {
  task_record* const oldest = queue_.claim(hand);
  if (oldest == nullptr) return false;
  oldest->discard();
  dropped_.fetch_add(1, std::memory_order_release);
  report(errors_, std::make_exception_ptr(task_dropped()));
  return true;
}

clock::time_point engine::after(clock::duration patience) const {
  const clock::time_point start = now();
  return patience < clock::time_point::max() - start ? start + patience : clock::time_point::max();
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
  if (nested_.unending(weak_from_this()) < books_.have() || (!books_.at_most() && !books_.quitting())) return;
  nested_.remove(one);
  throw would_deadlock();
}

void engine::leave(nested_wait& one) noexcept {
  const guard lock(mutex_);
  nested_.remove(one);
}

}  // namespace cadre
