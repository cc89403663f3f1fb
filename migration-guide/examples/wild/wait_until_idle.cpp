// wait_until_idle - a crawler polls the pool until it is idle, then goes on; in the end it stops it.
//
// Seen in: a crawler script, and a test helper that lets everything settle before each assertion.
// Pattern: a loop until `working` is empty and `q().qsize()` is 0.
// After relinking: the loop ends when the work is done, never before it. The old pool had a moment between "taken from
// the queue" and "listed as working" in which a job was in neither, so careful programs looked twice, as this one does.
// What leads on: migration-guide/README.md#tps009, #tps010; cadre::pool has `wait_idle` instead of the loop.

#include <iostream>
#include <mutex>
#include <set>

#include "poll.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

constexpr int pagesOfTheSite = 1000;

/// Page n links to the pages 2n and 2n + 1.
std::set<int> linksOf(int page) {
  std::set<int> links;
  for (const int link : {2 * page, 2 * page + 1}) {
    if (link <= pagesOfTheSite) links.insert(link);
  }
  return links;
}

void pollUntilIdle(const ThreadPool& pool) {
  poll([&pool] { return pool.working().empty() && pool.q().qsize() == 0; });
}

class Crawl {
 public:
  explicit Crawl(ThreadPool& pool) : pool_(pool) {}

  void fetch(int page) {
    ++submitted_;
    pool_.callInThread([this, page] {
      const std::lock_guard lock(mutex_);
      found_.merge(linksOf(page));
      ++fetched_;
    });
  }

  /// Waits until everything submitted has been fetched.
  void flush() {
    int early = 0;
    for (pollUntilIdle(pool_); fetched() < submitted_; pollUntilIdle(pool_)) ++early;
    if (early > 0) std::cerr << "note: the pool was called idle " << early << " times before it was\n";
  }

  /// The pages found since the last call.
  std::set<int> takeFound() {
    const std::lock_guard lock(mutex_);
    std::set<int> found;
    found.swap(found_);
    return found;
  }

  int fetched() const {
    const std::lock_guard lock(mutex_);
    return fetched_;
  }

 private:
  ThreadPool& pool_;
  int submitted_ = 0;
  mutable std::mutex mutex_;
  int fetched_ = 0;
  std::set<int> found_;
};

void crawl() {
  ThreadPool pool(2, 4, "crawl");
  Crawl crawl(pool);
  pool.start();
  std::set<int> pages = {1};
  for (int depth = 0; !pages.empty(); ++depth) {
    for (const int page : pages) crawl.fetch(page);
    crawl.flush();
    std::cout << "depth " << depth << ": " << pages.size() << " pages\n";
    pages = crawl.takeFound();
  }
  pool.stop();
  std::cout << crawl.fetched() << " pages fetched\n";
}

}  // namespace
}  // namespace wild

int main() {
  wild::crawl();
}
