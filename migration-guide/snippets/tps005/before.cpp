// After stop jobs are dropped without a word, so the program looks first.

#include <any>
#include <iostream>
#include <utility>

#include "threadpool/ThreadPool.h"

// [snippet]
class Mailer {
 public:
  Mailer() { pool_.start(); }
  bool send(threadpool::Function job) {
    if (pool_.joined()) return false;
    pool_.callInThread(std::move(job));
    return true;
  }
  void stop() { pool_.stop(); }

 private:
  threadpool::ThreadPool pool_{1, 1, "mail"};
};
// [end]

int main() {
  Mailer mailer;
  mailer.send([] { return std::cout << "sent\n", std::any(); });
  mailer.stop();
  if (!mailer.send([] { return std::any(); })) std::cout << "too late\n";
}
