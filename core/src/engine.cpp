#include "engine.hpp"

#include <algorithm>
#include <mutex>

#include "contain.hpp"
#include "task_check.hpp"

namespace cadre {

using guard = std::lock_guard<sync::quick_mutex>;

engine::engine(std::shared_ptr<thread_source> source, error_sink errors)
    : source_(std::move(source)), errors_(std::move(errors)), may_look_(default_size() > 1), books_({0, 0}) {}

engine::~engine() = default;

/// One step: the event, what follows from it, and then, after release, what was decided.
template <class Event>
void engine::on_books(Event event, std::exception_ptr* answer) {
  pool_decisions todo;
  bool seen = false;
  {
    const guard lock(mutex_);
    event(books_, todo);
    settle(todo);
    seen = observers_ > 0;
  }
  if (seen) changed_.ring();
  if (!todo.none()) perform(todo, answer);
}

void engine::settle(pool_decisions& todo) noexcept {
  std::size_t waiting = queue_.backlog();
  while (true) {
    books_.settle(waiting, todo);
    const std::size_t now = queue_.watch(books_.watching() || observers_ > 0, books_.unstaffed());
    // What came before the watch was on has not been noticed.
    const bool unnoticed = now > waiting && books_.watching();
    waiting = now;
    if (!unnoticed) break;
  }
  attention_.store((books_.surplus(waiting) ? surplus : 0U) | (observers_ > 0 ? observed : 0U),
                   std::memory_order_relaxed);
}

void engine::perform(pool_decisions& todo, std::exception_ptr* answer) {
  for (const pool_worker_ptr& leaver : todo.dismiss) leaver->orders.notify();
  todo.dismiss.clear();
  if (todo.wake) todo.wake->orders.notify();
  if (todo.drop) drop_waiting();
  if (todo.obtain > 0) obtain(todo.obtain, answer);
}

void engine::obtain(std::size_t count, std::exception_ptr* answer) {
  try {
    for (; count > 0; --count) create();
  } catch (...) {
    on_books([&](pool_books& books, pool_decisions&) { books.no_capacity(count); });
    if (answer != nullptr) {
      *answer = std::current_exception();
    } else {
      report(errors_, std::current_exception());
    }
  }
}

void engine::create() {
  pool_worker_row one;
  one.push_back(std::make_shared<pool_worker>());
  const pool_worker_ptr self = one.front();
  try {
    source_->start(
        self->thread, [kept = shared_from_this(), self] { kept->serve(*self); },
        [kept = shared_from_this(), self] { kept->lose(*self); });
  } catch (...) {
    self->orders.tell(order::leave);  // should there be a thread all the same
    self->orders.notify();
    throw;
  }
  on_books([&](pool_books& books, pool_decisions&) { books.joined(one, queue_.backlog()); });
  self->orders.notify();
}

void engine::submit(task work) {
  require_callable(work);
  while (true) {
    switch (queue_.push(work)) {
      case task_queue::entry::accepted:
        return;
      case task_queue::entry::noticed:
        on_books([](pool_books& books, pool_decisions&) { books.encourage(); });
        return;
      case task_queue::entry::closed:
        throw already_quit();
      case task_queue::entry::unstaffed:
        staff();
    }
  }
}

// Before the task is accepted: without any worker it could not be refused any more.
void engine::staff() {
  std::exception_ptr error;
  on_books(
      [](pool_books& books, pool_decisions& todo) {
        books.encourage();
        if (books.staff()) ++todo.obtain;
      },
      &error);
  if (!error) return;
  const guard lock(mutex_);
  if (books_.unstaffed()) std::rethrow_exception(error);
}

template <class Event>
void engine::resize(Event event) {
  std::exception_ptr error;
  on_books(
      [&](pool_books& books, pool_decisions&) {
        if (books.quitting()) throw already_quit();
        books.encourage();
        event(books);
      },
      &error);
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

void engine::quit() {
  on_books([this](pool_books& books, pool_decisions&) {
    if (books.quitting()) throw already_quit();
    books.encourage();
    books.quit();
    queue_.close();
    closed_.store(true, std::memory_order_release);
  });
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
    for (std::size_t left = queue_.backlog(); left > 0; --left) {
      task_cell* const oldest = queue_.claim(hand);
      if (oldest == nullptr) break;
      oldest->discard();
      dropped_.fetch_add(1, std::memory_order_release);
      report(errors_, std::make_exception_ptr(task_dropped()));
      ++count;
    }
  }
  on_books([](pool_books&, pool_decisions&) {});
  return count;
}

// Tasks that ended are counted before those that were accepted: so none has ended that was not accepted.
team_statistics engine::read() const noexcept {
  team_statistics now = books_.statistics();
  now.dropped = dropped_.load(std::memory_order_acquire);
  now.accepted = queue_.accepted();
  const std::size_t threads = now.idle;
  const std::size_t outstanding = now.accepted - now.ran - now.failed - now.dropped;
  now.busy = std::min(outstanding, threads);
  now.idle = threads - now.busy;
  now.backlog = outstanding - now.busy;
  return now;
}

team_statistics engine::statistics() const {
  const guard lock(mutex_);
  return read();
}

/// While it lives, whoever changes something rings: also a worker between two tasks, which does not open the books. It
/// counts a task, claims the next one, and then looks whether somebody observes; we say that we observe, wait until no
/// claim is under way, and then read the counters. So if we miss its task, it sees us.
class engine::observation {
 public:
  explicit observation(engine& of) : of_(of) {
    add(1);
    of_.queue_.order_claims();
  }
  ~observation() { add(-1); }
  observation(const observation&) = delete;
  observation& operator=(const observation&) = delete;

 private:
  void add(int change) {
    of_.on_books([&](pool_books&, pool_decisions&) { of_.observers_ += static_cast<std::size_t>(change); });
  }
  engine& of_;
};

void engine::wait(const std::function<bool(const team_statistics&)>& condition) {
  const auto kept = shared_from_this();  // the pool may be destroyed by then
  const observation here(*this);
  changed_.wait([&] { return condition(statistics()); });
}

void engine::wait_idle() {
  const auto kept = shared_from_this();
  const observation here(*this);
  changed_.wait([&] {
    const guard lock(mutex_);
    const team_statistics now = read();
    return books_.at_rest() && now.busy == 0 && now.backlog == 0;
  });
}

void engine::serve(pool_worker& self) {
  task_queue::claimer hand(queue_);
  patience spin;
  while (task_cell* const first = await_work(self, hand, spin)) run_tasks(self, hand, first);
}

task_cell* engine::await_work(pool_worker& self, task_queue::claimer& hand, patience& spin) {
  while (true) {
    if (self.orders.read() == order::wait) queue_.let_go(hand);
    if (self.orders.await() == order::leave) return nullptr;
    spin.look([&] { return queue_.backlog() > 0 || self.orders.read() != order::look; });
    if (task_cell* const found = look(self, hand, false)) return found;
  }
}

void engine::run_tasks(pool_worker& self, task_queue::claimer& hand, task_cell* work) {
  while (work != nullptr) {
    if ((attention_.load(std::memory_order_relaxed) & observed) != 0) changed_.ring();
    self.count(contain(*work, errors_));
    work = (attention_.load(std::memory_order_relaxed) & surplus) != 0 ? nullptr : queue_.claim(hand);
    if (work == nullptr) work = look(self, hand, may_look_);
  }
}

// Under the lock of the books, so that they are never told of a task that somebody has already found.
task_cell* engine::look(pool_worker& self, task_queue::claimer& hand, bool may_go_on) {
  task_cell* found = nullptr;
  on_books([&](pool_books& books, pool_decisions& todo) {
    if (!books.stays(self, queue_.backlog(), todo)) return;
    found = queue_.take(hand);
    books.looked(self, found != nullptr, may_go_on);
  });
  if (found != nullptr) task_queue::await_filled(*found);
  return found;
}

void engine::lose(pool_worker& self) {
  on_books([&](pool_books& books, pool_decisions& todo) { books.lost(self, todo); });
}

}  // namespace cadre
