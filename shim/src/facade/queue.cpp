// The old queue: jobs and the handle on it.

#include "deprecation/lost_jobs.hpp"
#include "deprecation/uses.hpp"
#include "queue_state.hpp"

namespace threadpool {

using cadre::shim::used;

namespace {

void stop_one(pool_state& pool) {
  if (pool.life().started()) pool.core().shrink(1);
}

}  // namespace

Job::Job(Function function, OnResult onResult)
    : function_(std::move(function)), onResult_(std::move(onResult)), context_(context::capture_all()), stop_(false) {
  if (!context_) context_ = context::nothing();
}

Job::Job(WorkerStopType) : stop_(true) {}

bool Job::isStop() const noexcept {
  return stop_;
}

void Job::run() {
  if (!context_) return;
  threadpool::run({std::exchange(function_, nullptr), std::exchange(onResult_, nullptr),
                   std::static_pointer_cast<const context::frame>(std::exchange(context_, nullptr))},
                  nullptr);
}

Queue::Queue(std::shared_ptr<State> state) : state_(std::move(state)) {}

std::size_t Queue::qsize() const {
  used("TPS010", __builtin_return_address(0), state_->vintage);
  const auto pool = state_->pool();
  return pool ? pool->read().qsize : 0;
}

bool Queue::empty() const {
  used("TPS010", __builtin_return_address(0), state_->vintage);
  const auto pool = state_->pool();
  return !pool || pool->read().qsize == 0;
}

void Queue::put(Job job) {
  used("TPS017", __builtin_return_address(0), state_->vintage);
  const auto pool = state_->pool();
  if (!pool) return cadre::shim::note_dropped_submit({});
  if (job.stop_) return stop_one(*pool);
  offer work{job.function_, job.onResult_, std::static_pointer_cast<const context::frame>(std::move(job.context_))};
  pool->submit(work);
}

void Queue::put(WorkerStopType) {
  used("TPS018", __builtin_return_address(0), state_->vintage);
  const auto pool = state_->pool();
  if (pool) stop_one(*pool);
}

Job Queue::get() {
  used("TPS028", __builtin_return_address(0), state_->vintage);
  return WorkerStop;
}

std::optional<Job> Queue::get_nowait() {
  used("TPS029", __builtin_return_address(0), state_->vintage);
  return std::nullopt;
}

}  // namespace threadpool
