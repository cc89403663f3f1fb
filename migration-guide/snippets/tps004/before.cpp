// A pool that starts with its first job.

#include <any>
#include <iostream>
#include <utility>

#include "threadpool/ThreadPool.h"

// [snippet]
class Mailer {
 public:
  void send(threadpool::Function job) {
    if (!pool_.started()) pool_.start();
    pool_.callInThread(std::move(job));
  }
  void stop() { pool_.stop(); }

 private:
  threadpool::ThreadPool pool_{1, 1, "mail"};
};
// [end]

int main() {
  Mailer mailer;
  mailer.send([] { return std::cout << "first\n", std::any(); });
  mailer.send([] { return std::cout << "second\n", std::any(); });
  mailer.stop();
}
