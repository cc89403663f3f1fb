// The pool writes its figures to the log, which goes to standard output here.

#include <iostream>

#include "threadpool/ThreadPool.h"

int main() {
  threadpool::setLogObserver([](const threadpool::LogEntry& entry) { std::cout << entry.text << '\n'; });
  threadpool::ThreadPool pool(1, 4, "web");
  pool.start();
  // [snippet]
  pool.dumpStats();
  // [end]
  pool.stop();
}
