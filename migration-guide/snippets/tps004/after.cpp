// A pool that starts with its first job.

#include <any>
#include <iostream>
#include <utility>

#include "threadpool/ThreadPool.h"

// [snippet]
class Mailer {
 public:
  void send(threadpool::Function job) {
    if (!running_) pool_.start();
    running_ = true;
    pool_.callInThread(std::move(job));
  }
  void stop() {
    running_ = false;
    pool_.stop();
  }

 private:
  bool running_ = false;
  threadpool::ThreadPool pool_{1, 1, "mail"};
};
// [end]

int main() {
  Mailer mailer;
  mailer.send([] { return std::cout << "first\n", std::any(); });
  mailer.send([] { return std::cout << "second\n", std::any(); });
  mailer.stop();
}
