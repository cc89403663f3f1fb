// Construction, start, stop, destruction.

#include <stdexcept>

#include "log.hpp"
#include "pool_impl.hpp"

namespace threadpool {

void requireSizes(int minthreads, int maxthreads) {
  if (minthreads < 0) throw std::invalid_argument("threadpool: the minimum is negative");
  if (minthreads > maxthreads) throw std::invalid_argument("threadpool: the minimum is greater than the maximum");
}

ThreadPool::ThreadPool(int minthreads, int maxthreads, const std::string& name) : impl_(nullptr) {
  requireSizes(minthreads, maxthreads);
  Attributes attributes;
  attributes.min = minthreads;
  attributes.max = maxthreads;
  attributes.name = name;
  impl_ = new Impl(std::move(attributes));
}

// Each thread is waited for, whatever happens with another: none may be left that still has to find
// its way into the pool. The thread that destroys the pool from inside a job cannot be waited for; it
// touches only the books from here on.
ThreadPool::~ThreadPool() {
  if (impl_->get(&Attributes::started)) {
    for (const auto& thread : impl_->dismiss()) {
      log::guarded("the destruction of a pool", [&] { thread->join(); });
    }
  }
  impl_->books()->queue->close();
  delete impl_;
}

void ThreadPool::start() {
  impl_->set(&Attributes::joined, false);
  impl_->set(&Attributes::started, true);
  adjustPoolsize();
}

// With a counter below zero this never ends and fills the queue (L-B06), as the old pool did: the
// counter is the program's to spoil and to put right.
std::vector<std::shared_ptr<Thread>> ThreadPool::Impl::dismiss() {
  set(&Attributes::joined, true);
  set(&Attributes::started, false);
  const auto shared = books();
  auto threads = shared->threads.snapshot();
  while (get(&Attributes::workers) != 0) {
    shared->queue->put(Job(WorkerStop));
    set(&Attributes::workers, get(&Attributes::workers) - 1);
  }
  return threads;
}

void ThreadPool::stop() {
  for (const auto& thread : impl_->dismiss()) thread->join();
}

}  // namespace threadpool
