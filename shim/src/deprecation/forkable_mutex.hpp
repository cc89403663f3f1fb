// A lock that a forked child never finds locked.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <mutex>

namespace cadre::shim {

/// A mutex that the forking thread holds while the process forks: so no other thread holds it at that moment, and in
/// the child, where no other thread is left to unlock it, it is free.
///
/// For objects that live as long as the process. No thread may hold two of them at a time, or fork while it holds one.
/// Throws std::bad_alloc where the first one is made and the process has no room for its fork handlers.
class forkable_mutex {
 public:
  forkable_mutex();
  forkable_mutex(const forkable_mutex&) = delete;
  forkable_mutex& operator=(const forkable_mutex&) = delete;

  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

 private:
  friend class forkable_mutexes;

  std::mutex mutex_;
  forkable_mutex* next_ = nullptr;  // written before others can see it
};

}  // namespace cadre::shim
