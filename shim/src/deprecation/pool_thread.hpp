// Whether this is a thread of one of the shim's pools.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

namespace cadre::shim {

/// While it lives, the calling thread is one of a pool's.
///
/// On such a thread nothing waits for the loader: another thread may hold its lock, as static constructors of a library
/// that is being opened do, and wait for a job. And an exception for the caller of a removed member would end up as
/// the job's.
class [[gnu::visibility("default")]] pool_thread {
 public:
  pool_thread() noexcept;
  ~pool_thread();
  pool_thread(const pool_thread&) = delete;
  pool_thread& operator=(const pool_thread&) = delete;

  /// Whether the calling thread is one.
  [[nodiscard]] static bool here() noexcept;

 private:
  const bool nested_;
};

}  // namespace cadre::shim
