#include "deprecation/forkable_mutex.hpp"

#include <pthread.h>

#include <new>

namespace cadre::shim {

/// All of them, in a list.
class forkable_mutexes {
 public:
  static void add(forkable_mutex& one) {
    static const bool registered = register_handlers();
    static_cast<void>(registered);
    const std::lock_guard lock(list_mutex_);
    one.next_ = first_;
    first_ = &one;
  }

 private:
  static bool register_handlers() {
    if (pthread_atfork(before_fork, after_fork, after_fork) != 0) throw std::bad_alloc();
    return true;
  }

  // None is ever held by a thread that takes another, so any order will do.
  static void before_fork() {
    list_mutex_.lock();
    for (auto* one = first_; one != nullptr; one = one->next_) one->mutex_.lock();
  }
  static void after_fork() {
    for (auto* one = first_; one != nullptr; one = one->next_) one->mutex_.unlock();
    list_mutex_.unlock();
  }

  static constinit inline std::mutex list_mutex_;
  static constinit inline forkable_mutex* first_ = nullptr;  // guarded by list_mutex_
};

forkable_mutex::forkable_mutex() {
  forkable_mutexes::add(*this);
}

}  // namespace cadre::shim
