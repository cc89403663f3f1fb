#include "queue.hpp"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/thread.hpp>

namespace threadpool {

std::size_t Queue::State::size() const {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  return records_.size();
}

void Queue::State::put(Job job) {
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    if (closed_) return;
    records_.push_back(std::move(job));
  }
  arrived_.notify_one();
}

// A client may interrupt its own boost::thread, but no Boost exception may leave this library: the
// wait is no interruption point.
Job Queue::State::take() {
  const boost::this_thread::disable_interruption uninterrupted;
  boost::unique_lock<boost::mutex> lock(mutex_);
  arrived_.wait(lock, [this] { return closed_ || !records_.empty(); });
  return records_.empty() ? Job(WorkerStop) : popFront();
}

std::optional<Job> Queue::State::tryTake() {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  if (records_.empty()) return std::nullopt;
  return popFront();
}

std::vector<bool> Queue::State::stops() const {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  std::vector<bool> result;
  result.reserve(records_.size());
  for (const Job& job : records_) result.push_back(job.stop_);
  return result;
}

void Queue::State::close() {
  std::deque<Job> dropped;
  {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    closed_ = true;
    records_.swap(dropped);
  }
  arrived_.notify_all();
}

Job Queue::State::popFront() {
  Job job = std::move(records_.front());
  records_.pop_front();
  return job;
}

Queue::Queue(std::shared_ptr<State> state) : state_(std::move(state)) {}

std::size_t Queue::qsize() const {
  return state_->size();
}
bool Queue::empty() const {
  return qsize() == 0;
}

void Queue::put(Job job) {
  state_->put(std::move(job));
}

void Queue::put(WorkerStopType stop) {
  put(Job(stop));
}

Job Queue::get() {
  return state_->take();
}
std::optional<Job> Queue::get_nowait() {
  return state_->tryTake();
}

}  // namespace threadpool
