// What an engine's threads do.

#include <mutex>

#include "contain.hpp"
#include "engine.hpp"

namespace cadre {
namespace {

// Whose tasks this thread runs.
thread_local engine* here = nullptr;

struct at_work {
  explicit at_work(engine* of) { here = of; }
  ~at_work() { here = nullptr; }
  at_work(const at_work&) = delete;
  at_work& operator=(const at_work&) = delete;
};

}  // namespace

std::shared_ptr<engine> engine::of_this_thread() noexcept {
  return here != nullptr ? here->shared_from_this() : nullptr;
}

void engine::create() {
  pool_worker_row one;
  one.push_back(std::make_shared<pool_worker>());
  const pool_worker_ptr self = one.front();
  self->see(now());
  try {
    source_->start(
        self->thread, [kept = shared_from_this(), self] { kept->serve(*self); },
        [kept = shared_from_this(), self] { kept->lose(*self); });
  } catch (...) {
    self->orders.tell(order::leave);  // should there be a thread all the same
    self->orders.notify();
    throw;
  }
  on_books([&](pool_books& books, pool_decisions&, auto now) { books.joined(one, queue_.backlog(), now); });
  self->orders.notify();
}

void engine::serve(pool_worker& self) {
  const at_work scope(this);
  task_queue::claimer hand(queue_);
  patience spin;
  while (task_record* const first = await_work(self, hand, spin)) run_tasks(self, hand, first);
  self.see(now());
}

task_record* engine::await_work(pool_worker& self, task_queue::claimer& hand, patience& spin) {
  while (true) {
    if (self.orders.read() == order::wait) queue_.let_go(hand);
    if (self.orders.await() == order::leave) return nullptr;
    spin.look([&] { return queue_.backlog() > 0 || self.orders.read() != order::look; });
    if (task_record* const found = look(self, hand, false)) return found;
  }
}

void engine::run_tasks(pool_worker& self, task_queue::claimer& hand, task_record* work) {
  for (linger stream; work != nullptr; stream.ran()) {
    const unsigned wanted = attention_.load(std::memory_order_relaxed);
    if ((wanted & stamps) != 0) self.see(now());
    if ((wanted & rings) != 0) source_->threads().changes().ring();
    self.count(contain(*work, errors_));
    work = next(hand, stream);
    if (work == nullptr) work = look(self, hand, may_look_);
  }
}

// Without the books. Null also if some worker is to leave.
task_record* engine::next(task_queue::claimer& hand, linger& stream) {
  const auto leaving = [this] { return (attention_.load(std::memory_order_relaxed) & surplus) != 0; };
  if (leaving()) return nullptr;
  if (task_record* const found = queue_.claim(hand)) return found;
  if (!may_look_ || !stream.pays() || leaving()) return nullptr;
  return queue_.claim(hand);
}

// Under the lock of the books, so that they are never told of a task that somebody has already found.
task_record* engine::look(pool_worker& self, task_queue::claimer& hand, bool may_go_on) {
  task_record* found = nullptr;
  on_books([&](pool_books& books, pool_decisions& todo, auto now) {
    if (!books.stays(self, queue_.backlog(), todo)) return;
    found = queue_.take(hand);
    books.looked(self, found != nullptr, may_go_on, now);
  });
  if (found != nullptr) task_queue::await_filled(*found);
  return found;
}

void engine::lose(pool_worker& self) {
  on_books([&](pool_books& books, pool_decisions& todo, auto) { books.lost(self, todo); }, urgency::urgent);
}

}  // namespace cadre
