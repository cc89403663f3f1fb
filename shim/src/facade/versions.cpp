// The second symbol version of the constructors. A program linked against the shim asks for those in
// THREADPOOL_2, which are the constructors themselves; one that was linked against the legacy library, and
// not again since, asks for those in THREADPOOL_1, and is known by it.

#include <string>

#include "vintage.hpp"

#define THREADPOOL_CONSTRUCTOR(kind) \
  "_ZN10threadpool10ThreadPool" kind "EiiRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"

#if defined(__clang__)
#define THREADPOOL_VERSION(function, kind) asm(".symver " #function ", " THREADPOOL_CONSTRUCTOR(kind) "@THREADPOOL_1")
#define THREADPOOL_SECOND(kind)
#else
#define THREADPOOL_VERSION(function, kind)
// g++ passes over this attribute in the other spelling.
#define THREADPOOL_SECOND(kind) __attribute__((symver(THREADPOOL_CONSTRUCTOR(kind) "@THREADPOOL_1")))
#endif

namespace {

using cadre::shim::client_vintage;

/// While it lives, what this thread constructs is an old client's.
class old_client {
 public:
  old_client() { threadpool::vintage_of_construction() = client_vintage::legacy; }
  ~old_client() { threadpool::vintage_of_construction() = client_vintage::relinked; }
  old_client(const old_client&) = delete;
  old_client& operator=(const old_client&) = delete;
};

}  // namespace

extern "C" {

void threadpool_construct_complete(void* pool, int minthreads, int maxthreads,
                                   const std::string& name) asm(THREADPOOL_CONSTRUCTOR("C1"));
void threadpool_construct_base(void* pool, int minthreads, int maxthreads,
                               const std::string& name) asm(THREADPOOL_CONSTRUCTOR("C2"));

// Visible, or their other names would be hidden too; the version script hides these.
THREADPOOL_SECOND("C1")
[[gnu::visibility("default")]] void threadpool_construct_complete_for_legacy(void* pool, int minthreads, int maxthreads,
                                                                             const std::string& name) {
  const old_client mark;
  threadpool_construct_complete(pool, minthreads, maxthreads, name);
}

THREADPOOL_SECOND("C2")
[[gnu::visibility("default")]] void threadpool_construct_base_for_legacy(void* pool, int minthreads, int maxthreads,
                                                                         const std::string& name) {
  const old_client mark;
  threadpool_construct_base(pool, minthreads, maxthreads, name);
}

}  // extern "C"

THREADPOOL_VERSION(threadpool_construct_complete_for_legacy, "C1");
THREADPOOL_VERSION(threadpool_construct_base_for_legacy, "C2");
