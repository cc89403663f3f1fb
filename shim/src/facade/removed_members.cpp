// The removed members: each says so, then does what its tier allows.

#include "deprecation/uses.hpp"
#include "impl.hpp"
#include "log.hpp"
#include "queue_state.hpp"

namespace threadpool {
namespace {

int as_int(std::size_t count) {
  return static_cast<int>(count);
}

}  // namespace

// The place of a use is the return address of the frozen member itself, so this cannot be a function.
#define THREADPOOL_SHIM_USED(id) cadre::shim::used(id, __builtin_return_address(0), impl_->state->vintage)

int ThreadPool::min() const {
  THREADPOOL_SHIM_USED("TPS001");
  return impl_->state->life().wanted().min;
}

int ThreadPool::max() const {
  THREADPOOL_SHIM_USED("TPS002");
  return impl_->state->life().wanted().max;
}

std::string ThreadPool::name() const {
  THREADPOOL_SHIM_USED("TPS003");
  return impl_->state->threads().pool_name();
}

bool ThreadPool::started() const {
  THREADPOOL_SHIM_USED("TPS004");
  return impl_->state->life().started();
}

bool ThreadPool::joined() const {
  THREADPOOL_SHIM_USED("TPS005");
  return impl_->state->life().joined();
}

std::vector<std::shared_ptr<Thread>> ThreadPool::threads() const {
  THREADPOOL_SHIM_USED("TPS006");
  return impl_->state->threads().live();
}

int ThreadPool::workers() const {
  THREADPOOL_SHIM_USED("TPS007");
  return as_int(impl_->state->read().threads);
}

std::vector<std::shared_ptr<Thread>> ThreadPool::waiters() const {
  THREADPOOL_SHIM_USED("TPS008");
  return stand_ins(impl_->state->read().waiters, "waiting thread");
}

std::vector<std::shared_ptr<Thread>> ThreadPool::working() const {
  THREADPOOL_SHIM_USED("TPS009");
  return stand_ins(impl_->state->read().working, "working thread");
}

// Logged where the handle is used.
Queue ThreadPool::q() const {
  return Queue(std::make_shared<Queue::State>(impl_->state));
}

void ThreadPool::dumpStats() const {
  THREADPOOL_SHIM_USED("TPS011");
  const gauges now = impl_->state->read();
  log::message("queue: " + std::to_string(now.qsize));
  log::message("waiters: " + std::to_string(now.waiters));
  log::message("workers: " + std::to_string(now.working));
  log::message("total: " + std::to_string(now.threads));
}

std::shared_ptr<Thread> ThreadPool::threadFactory(std::function<void()> body, const std::string& name) {
  THREADPOOL_SHIM_USED("TPS012");
  return make_thread(std::move(body), name);
}

void ThreadPool::setThreadFactory(ThreadFactory factory) {
  THREADPOOL_SHIM_USED("TPS013");
  impl_->state->threads().assign(std::move(factory));
}

void ThreadPool::startAWorker() {
  THREADPOOL_SHIM_USED("TPS014");
  if (impl_->state->life().started()) impl_->state->core().grow(1);
}

void ThreadPool::stopAWorker() {
  THREADPOOL_SHIM_USED("TPS015");
  if (impl_->state->life().started()) impl_->state->core().shrink(1);
}

void ThreadPool::_startSomeWorkers() {
  THREADPOOL_SHIM_USED("TPS016");
  if (impl_->state->life().started()) impl_->state->apply_sizes();
}

void ThreadPool::dispatch(const void*, Function function) {
  THREADPOOL_SHIM_USED("TPS019");
  callInThread(std::move(function));
}

void ThreadPool::dispatchWithCallback(const void*, std::function<void(std::any)> callback,
                                      std::function<void(std::exception_ptr)> errback, Function function) {
  THREADPOOL_SHIM_USED("TPS020");
  const auto run = [callback = std::move(callback), errback = std::move(errback),
                    function = std::move(function)]() mutable {
    std::any value;
    const std::exception_ptr error = call(function, value);
    if (!error) {
      if (callback) callback(std::move(value));
    } else if (errback) {
      errback(error);
    } else {
      std::rethrow_exception(error);
    }
    return std::any();
  };
  callInThread(Function(run));
}

std::shared_ptr<Thread> ThreadPool::currentThread() {
  THREADPOOL_SHIM_USED("TPS021");
  return this_thread();
}

PoolState ThreadPool::getState() const {
  THREADPOOL_SHIM_USED("TPS022");
  const sizes wanted = impl_->state->life().wanted();
  return {wanted.min, wanted.max};
}

void ThreadPool::setState(const PoolState& state) {
  THREADPOOL_SHIM_USED("TPS023");
  impl_->state->reset({state.min, state.max});
}

void ThreadPool::setMin(int minthreads) {
  THREADPOOL_SHIM_USED("TPS024");
  require_not_negative(minthreads, "minimum");
  impl_->state->life().change([&](sizes& wanted) { wanted.min = minthreads; });
  if (impl_->state->life().started()) impl_->state->apply_sizes();
}

void ThreadPool::setMax(int maxthreads) {
  THREADPOOL_SHIM_USED("TPS025");
  require_not_negative(maxthreads, "maximum");
  impl_->state->life().change([&](sizes& wanted) { wanted.max = maxthreads; });
  if (impl_->state->life().started()) impl_->state->apply_sizes();
}

void ThreadPool::setName(const std::string& name) {
  THREADPOOL_SHIM_USED("TPS026");
  impl_->state->threads().set_pool_name(name);
}

void ThreadPool::setWorkers(int workers) {
  THREADPOOL_SHIM_USED("TPS027");
  require_not_negative(workers, "number");
  if (!impl_->state->life().started()) return;
  const int now = as_int(impl_->state->read().threads);
  if (workers > now) impl_->state->core().grow(static_cast<std::size_t>(workers - now));
  if (workers < now) impl_->state->core().shrink(static_cast<std::size_t>(now - workers));
}

void ThreadPool::_worker() {
  THREADPOOL_SHIM_USED("TPS030");
}

void ThreadPool::_workerState(ThreadSafeList&, const std::shared_ptr<Thread>&, const std::function<void()>& scope) {
  THREADPOOL_SHIM_USED("TPS031");
  scope();
}

}  // namespace threadpool
