// warn_when_saturated - a site warns when a request finds all threads busy.
//
// Seen in: a content management system.
// Pattern: before a submission, the length of `working` against `max`; then a dump of the other figures, of its own.
// After relinking: the same warnings. `working` counts a thread until its job is over, the callback included.
// What leads on: migration-guide/README.md#tps009 and #tps002: both are in one `statistics()` of cadre::pool.

#include <cstddef>
#include <iostream>

#include "gate.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

class Site {
 public:
  ~Site() { pool_.stop(); }

  void open() { pool_.start(); }
  void close() { pool_.stop(); }

  /// Renders a page; it is not ready before `database` is open.
  void request(int page, Gate& database) {
    if (saturated()) {
      ++warnings_;
      std::cout << "page " << page << ": all " << pool_.max() << " threads are busy\n";
      dump();
    }
    pool_.callInThread([&database] { database.pass(); });
  }

  bool saturated() const { return pool_.working().size() >= static_cast<std::size_t>(pool_.max()); }
  int warnings() const { return warnings_; }

 private:
  void dump() const {
    std::cout << "  queue " << pool_.q().qsize() << ", waiters " << pool_.waiters().size() << ", workers "
              << pool_.working().size() << ", total " << pool_.threads().size() << '\n';
  }

  int warnings_ = 0;
  ThreadPool pool_{1, 3, "site"};
};

void serve() {
  Gate database;
  Site site;
  site.open();
  for (int page = 1; page <= 6; ++page) {
    site.request(page, database);
    // Three threads: the pages after the third find them all at the gate.
    if (page <= 3) database.awaitArrivals(page);
  }
  database.open();
  database.awaitPassed(6);
  site.close();
  std::cout << (site.saturated() ? "still saturated" : "all pages rendered") << ", " << site.warnings()
            << " warnings\n";
}

}  // namespace
}  // namespace wild

int main() {
  wild::serve();
}
