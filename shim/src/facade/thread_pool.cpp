// The kept members.

#include "deprecation/pool_table.hpp"
#include "identity.hpp"
#include "impl.hpp"
#include "overrides.hpp"
#include "vintage.hpp"

namespace threadpool {

using cadre::shim::client_vintage;

namespace {

[[gnu::constructor]] void at_load() {
  announce("Cadre's shim", THREADPOOL_VERSION);
}

}  // namespace

client_vintage& vintage_of_construction() noexcept {
  static thread_local client_vintage vintage = client_vintage::relinked;
  return vintage;
}

ThreadPool::ThreadPool(int minthreads, int maxthreads, const std::string& name) : impl_(nullptr) {
  auto made = std::make_unique<Impl>();
  made->state = std::make_shared<pool_state>(sizes{minthreads, maxthreads}, name, this, vintage_of_construction());
  made->state->open([this](std::function<void()> body, const std::string& thread_name) {
    // Asked by name, the usual factory would log itself as a use.
    return overrides_thread_factory(*this) ? threadFactory(std::move(body), thread_name)
                                           : make_thread(std::move(body), thread_name);
  });
  cadre::shim::attach_pool(this, made->state->core());
  impl_ = made.release();
}

ThreadPool::~ThreadPool() {
  const std::unique_ptr<Impl> last(impl_);
  last->state->close();
  cadre::shim::detach_pool(this);
}

void ThreadPool::start() {
  report_overrides(*this, impl_->state->vintage);
  impl_->state->start();
  adjustPoolsize();
  impl_->state->apply_sizes();  // also where an override left that out
}

void ThreadPool::stop() {
  impl_->state->stop();
}

void ThreadPool::callInThread(Function function) {
  if (overrides_submission(*this)) return callInThreadWithCallback(OnResult(), std::move(function));
  impl_->state->call(function);
}

void ThreadPool::callInThreadWithCallback(OnResult onResult, Function function) {
  offer work{function, onResult, context::capture_all()};
  impl_->state->call(work);
}

void ThreadPool::adjustPoolsize(std::optional<int> minthreads, std::optional<int> maxthreads) {
  impl_->state->life().change([&](sizes& wanted) {
    wanted = {minthreads.value_or(wanted.min), maxthreads.value_or(wanted.max)};
    require(wanted);
  });
  if (impl_->state->life().started()) impl_->state->apply_sizes();
}

}  // namespace threadpool
