// What a pool thread does from its start to its end. It holds on to the books, never to the pool,
// which may be gone before the thread is (L-B13).

#include <stdexcept>

#include "current_thread.hpp"
#include "job_run.hpp"
#include "pool_impl.hpp"

namespace threadpool {
namespace {

/// What joining a stand-in waits for.
class Presence {
 public:
  explicit Presence(const std::shared_ptr<Thread>& self) : standIn_(std::dynamic_pointer_cast<ForeignThread>(self)) {
    if (standIn_) standIn_->enter();
  }
  ~Presence() {
    if (standIn_) standIn_->leave();
  }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;

 private:
  const std::shared_ptr<ForeignThread> standIn_;
};

}  // namespace

// The function runs while the thread is in `working`; onResult does not (L-09), so a thread that is
// held up there is counted nowhere (L-B07).
void ThreadPool::Impl::runListed(WorkerBooks& books, const std::shared_ptr<Thread>& self, Job& job) {
  if (!job.context_) return;  // a record that has run already
  JobRun run(std::move(job.function_), std::move(job.onResult_), std::move(job.context_));
  {
    const Membership working(books.working, self);
    run.callFunction();
  }
  run.deliver();
}

// Between `take` and `runListed` the job is neither in the queue nor its thread in `working`: whoever
// counts both just then counts one too few (L-B01). That gap is the old pool's, and stays.
void ThreadPool::Impl::serve(WorkerBooks& books, const std::shared_ptr<Thread>& self) {
  Job job = books.queue->take();
  while (!job.isStop()) {
    runListed(books, self, job);
    const Membership waiting(books.waiters, self);
    job = books.queue->take();
  }
}

void ThreadPool::_worker() {
  const std::shared_ptr<WorkerBooks> books = impl_->books();
  const bool launched = CurrentThread::launchedBy(*this);
  const std::shared_ptr<Thread> self = currentThread();
  if (launched) {
    Impl::serve(*books, self);
    if (!books->threads.remove(self)) throw std::invalid_argument("threadpool: the thread is not in the list");
  } else {
    const Presence presence(self);
    const Membership listed(books->threads, self);
    Impl::serve(*books, self);
  }
}

void ThreadPool::_workerState(ThreadSafeList& list, const std::shared_ptr<Thread>& thread,
                              const std::function<void()>& scope) {
  list.append(thread);
  try {
    scope();
  } catch (...) {
    list.remove(thread);
    throw;
  }
  list.remove(thread);
}

}  // namespace threadpool
