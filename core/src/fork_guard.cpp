#include "fork_guard.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <new>

namespace cadre {

fork_guard::fork_guard() : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))), process_(getpid()) {
  void* const page = mmap(nullptr, page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) throw std::bad_alloc();
  word_ = static_cast<std::uint32_t*>(page);
  *word_ = madvise(page, page_, MADV_WIPEONFORK) == 0 ? ours : by_pid;
}

fork_guard::~fork_guard() {
  munmap(const_cast<std::uint32_t*>(word_), page_);
}

bool fork_guard::elsewhere() const noexcept {
  return getpid() != process_;
}

}  // namespace cadre
