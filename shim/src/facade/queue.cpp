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

using record = std::shared_ptr<const void>;

// Null says that a record has run: so those without a context share an empty one, which is never destroyed.
record keep(context::stack captured) {
  static const record* const empty = new record(std::make_shared<const context::stack>());
  return captured.empty() ? *empty : std::make_shared<const context::stack>(std::move(captured));
}

context::stack take(record& kept) {
  const record last = std::exchange(kept, nullptr);
  return last ? *static_cast<const context::stack*>(last.get()) : context::stack();
}

}  // namespace

Job::Job(Function function, OnResult onResult)
    : function_(std::move(function)),
      onResult_(std::move(onResult)),
      context_(keep(context::capture_all())),
      stop_(false) {}

Job::Job(WorkerStopType) : stop_(true) {}

bool Job::isStop() const noexcept {
  return stop_;
}

void Job::run() {
  if (!context_) return;
  threadpool::run({std::exchange(function_, nullptr), std::exchange(onResult_, nullptr), take(context_)}, nullptr);
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
  offer work{job.function_, job.onResult_, take(job.context_)};
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
