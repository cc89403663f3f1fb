#include <threadpool/ThreadPool.h>

namespace threadpool {

Thread::Thread() = default;

Thread::~Thread() = default;

}  // namespace threadpool
