// The attributes of the old pool, each behind its accessor.

#include <stdexcept>

#include "log.hpp"
#include "pool_impl.hpp"

namespace threadpool {
namespace {

template <class Items, class Name>
std::string listed(const Items& items, Name&& name) {
  std::string text = "[";
  for (const auto& item : items) text += (text.size() > 1 ? ", " : "") + std::string(name(item));
  return text + "]";
}

std::string namesOf(const std::vector<std::shared_ptr<Thread>>& threads) {
  return listed(threads, [](const std::shared_ptr<Thread>& thread) { return thread ? thread->name() : "none"; });
}

void requireSize(int size) {
  if (size < 0) throw std::invalid_argument("threadpool: a size is negative");
}

}  // namespace

int ThreadPool::min() const {
  return impl_->get(&Attributes::min);
}
int ThreadPool::max() const {
  return impl_->get(&Attributes::max);
}
std::string ThreadPool::name() const {
  return impl_->get(&Attributes::name);
}
bool ThreadPool::started() const {
  return impl_->get(&Attributes::started);
}
bool ThreadPool::joined() const {
  return impl_->get(&Attributes::joined);
}
int ThreadPool::workers() const {
  return impl_->get(&Attributes::workers);
}

std::vector<std::shared_ptr<Thread>> ThreadPool::threads() const {
  return impl_->books()->threads.snapshot();
}
std::vector<std::shared_ptr<Thread>> ThreadPool::waiters() const {
  return impl_->books()->waiters.snapshot();
}
std::vector<std::shared_ptr<Thread>> ThreadPool::working() const {
  return impl_->books()->working.snapshot();
}
Queue ThreadPool::q() const {
  return Queue(impl_->books()->queue);
}

// `working` is called "workers" here, and `threads` "total": the old pool's words (L-71).
void ThreadPool::dumpStats() const {
  const auto records = impl_->books()->queue->stops();
  log::message("queue: " + listed(records, [](bool stop) { return stop ? "stop" : "job"; }));
  log::message("waiters: " + namesOf(waiters()));
  log::message("workers: " + namesOf(working()));
  log::message("total: " + namesOf(threads()));
}

void ThreadPool::setMin(int minthreads) {
  requireSize(minthreads);
  impl_->set(&Attributes::min, minthreads);
}

void ThreadPool::setMax(int maxthreads) {
  requireSize(maxthreads);
  impl_->set(&Attributes::max, maxthreads);
}

void ThreadPool::setName(const std::string& name) {
  impl_->set(&Attributes::name, name);
}
void ThreadPool::setWorkers(int workers) {
  impl_->set(&Attributes::workers, workers);
}

void ThreadPool::setThreadFactory(ThreadFactory factory) {
  impl_->set(&Attributes::factory, factory ? std::make_shared<const ThreadFactory>(std::move(factory)) : nullptr);
}

PoolState ThreadPool::getState() const {
  return {min(), max()};
}

// The fresh attributes bring fresh books; handles on the old queue find it empty from now on.
void ThreadPool::setState(const PoolState& state) {
  requireSizes(state.min, state.max);
  if (started()) throw std::logic_error("threadpool: the pool is running");
  Attributes fresh;
  fresh.min = state.min;
  fresh.max = state.max;
  const Attributes before = impl_->exchange(std::move(fresh));
  before.books->queue->close();
}

}  // namespace threadpool
