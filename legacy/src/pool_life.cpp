// Construction, start, stop, destruction.

#include <stdexcept>

#include "identity.hpp"
#include "log.hpp"
#include "pool_impl.hpp"

namespace threadpool {
namespace {

[[gnu::constructor]] void atLoad() {
  announce("the legacy library", THREADPOOL_VERSION);
}

}  // namespace

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

// No listed thread may be left behind, for one that has only just started has yet to find its way into
// the pool: so each is waited for, whatever happens with another. A failed stop may have left some of
// them (L-32, L-B05), and a race some that no token will reach (L-B03): the closed queue sends those
// home. The thread that destroys the pool from inside a job cannot be waited for; it touches only the
// books from here on.
ThreadPool::~ThreadPool() {
  const auto books = impl_->books();
  if (impl_->get(&Attributes::started)) {
    for (const auto& thread : impl_->dismiss()) {
      log::guarded("the destruction of a pool", [&] { thread->join(); });
    }
  }
  const auto left = books->threads.snapshot();
  books->queue->close();
  for (const auto& thread : left) {
    try {
      thread->join();
    } catch (...) {  // stop has told, here or before
    }
  }
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
