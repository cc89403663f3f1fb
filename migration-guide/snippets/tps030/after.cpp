// The pool's thread opens a connection first.

#include <iostream>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

thread_local const char* connection = "none";

int main() {
  threadpool::ThreadPool pool(0, 1, "db");
  // [snippet]
  cadre::shim::pool_of(pool).set_thread_hooks({
      .start = [] { connection = "open"; },
      .exit = [] { connection = "none"; },
  });
  pool.start();
  // [end]
  pool.callInThread([] { std::cout << "connection: " << connection << '\n'; });
  pool.stop();
}
