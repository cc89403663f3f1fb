// The second symbol version of the constructors. A program linked against the shim asks for the
// constructors in THREADPOOL_2, one linked against this library for those in THREADPOOL_1; each finds
// both here, and they do the same.

#include <string>

#define THREADPOOL_CONSTRUCTOR(kind) \
  "_ZN10threadpool10ThreadPool" kind "EiiRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"

// g++ heeds this attribute in its own spelling only: it passes over [[gnu::symver]] without a word.
#if defined(__clang__)
#define THREADPOOL_VERSION(function, kind) asm(".symver " #function ", " THREADPOOL_CONSTRUCTOR(kind) "@THREADPOOL_2")
#define THREADPOOL_SECOND(kind)
#else
#define THREADPOOL_VERSION(function, kind)
#define THREADPOOL_SECOND(kind) __attribute__((symver(THREADPOOL_CONSTRUCTOR(kind) "@THREADPOOL_2")))
#endif

extern "C" {

void threadpoolConstructComplete(void* pool, int minthreads, int maxthreads,
                                 const std::string& name) asm(THREADPOOL_CONSTRUCTOR("C1"));
void threadpoolConstructBase(void* pool, int minthreads, int maxthreads,
                             const std::string& name) asm(THREADPOOL_CONSTRUCTOR("C2"));

// Visible, or their other names would be hidden too; the version script hides these.
THREADPOOL_SECOND("C1")
[[gnu::visibility("default")]] void threadpoolConstructCompleteForShim(void* pool, int minthreads, int maxthreads,
                                                                       const std::string& name) {
  threadpoolConstructComplete(pool, minthreads, maxthreads, name);
}
THREADPOOL_SECOND("C2")
[[gnu::visibility("default")]] void threadpoolConstructBaseForShim(void* pool, int minthreads, int maxthreads,
                                                                   const std::string& name) {
  threadpoolConstructBase(pool, minthreads, maxthreads, name);
}

}  // extern "C"

THREADPOOL_VERSION(threadpoolConstructCompleteForShim, "C1");
THREADPOOL_VERSION(threadpoolConstructBaseForShim, "C2");
