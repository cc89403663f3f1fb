#include "thread_list.hpp"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <stdexcept>

namespace threadpool {

void ThreadSafeList::State::append(Entry thread) {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  entries_.push_back(std::move(thread));
}

bool ThreadSafeList::State::remove(const Entry& thread) {
  Entry removed;  // declared before the lock, so destroyed after it
  const boost::lock_guard<boost::mutex> lock(mutex_);
  const auto found = std::find(entries_.begin(), entries_.end(), thread);
  if (found == entries_.end()) return false;
  removed = std::move(*found);
  entries_.erase(found);
  return true;
}

std::vector<std::shared_ptr<Thread>> ThreadSafeList::State::snapshot() const {
  const boost::lock_guard<boost::mutex> lock(mutex_);
  return entries_;
}

ThreadSafeList::ThreadSafeList() : state_(std::make_shared<State>()) {}

void ThreadSafeList::append(std::shared_ptr<Thread> thread) {
  state_->append(std::move(thread));
}

void ThreadSafeList::remove(const std::shared_ptr<Thread>& thread) {
  if (!state_->remove(thread)) throw std::invalid_argument("threadpool: the thread is not in the list");
}

std::size_t ThreadSafeList::size() const {
  return state_->snapshot().size();
}

bool ThreadSafeList::contains(const std::shared_ptr<Thread>& thread) const {
  const auto entries = state_->snapshot();
  return std::find(entries.begin(), entries.end(), thread) != entries.end();
}

}  // namespace threadpool
