// What a pool consists of.
#pragma once

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <type_traits>

#include "queue.hpp"
#include "thread_list.hpp"

namespace threadpool {

/// What the pool shares with its threads. A thread on its way out may outlive the pool (L-B13), so
/// each holds on to this.
struct WorkerBooks {
  const std::shared_ptr<Queue::State> queue = std::make_shared<Queue::State>();
  ThreadSafeList::State threads;
  ThreadSafeList::State waiters;
  ThreadSafeList::State working;
};

/// The attributes that programs read, and some assign.
struct Attributes {
  int min = 5;
  int max = 20;
  std::string name;
  bool started = false;
  bool joined = false;
  int workers = 0;                               // threads ordered minus stop tokens issued (L-07)
  std::shared_ptr<const ThreadFactory> factory;  // null: the virtual function makes the threads
  std::shared_ptr<WorkerBooks> books = std::make_shared<WorkerBooks>();
};

/// Reading one attribute is atomic, and so is assigning one; nothing more is. What the old pool did in
/// several such steps (test and then queue, count and then start) still happens in several steps,
/// and races as it always did (L-B02, L-B03, L-B04).
class ThreadPool::Impl {
 public:
  explicit Impl(Attributes attributes) : attributes_(std::move(attributes)) {}

  template <class T>
  T get(T Attributes::*attribute) const {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    return attributes_.*attribute;
  }

  template <class T>
  void set(T Attributes::*attribute, std::type_identity_t<T> value) {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    std::swap(attributes_.*attribute, value);  // the old value goes with the argument, after the lock
  }

  /// Everything at once; gives what was there before.
  Attributes exchange(Attributes attributes) {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    std::swap(attributes_, attributes);
    return attributes;
  }

  std::shared_ptr<WorkerBooks> books() const { return get(&Attributes::books); }

  /// The first half of stop: refuses jobs and issues the tokens. Gives the threads to be joined, as
  /// listed at entry (L-25, L-B13).
  std::vector<std::shared_ptr<Thread>> dismiss();

  /// The loop of a pool thread that the lists know as `self`: runs jobs until it takes a stop token.
  static void serve(WorkerBooks& books, const std::shared_ptr<Thread>& self);

 private:
  static void runListed(WorkerBooks& books, const std::shared_ptr<Thread>& self, Job& job);

  mutable boost::mutex mutex_;
  Attributes attributes_;
};

/// Throws std::invalid_argument if the sizes are no sizes of a pool (L-02).
void requireSizes(int minthreads, int maxthreads);

}  // namespace threadpool
