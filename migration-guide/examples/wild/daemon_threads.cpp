// daemon_threads - the pool's threads do not keep the program alive.
//
// Seen in: a command-line tool (assigns the factory to a finished pool), an HTTP library (a subclass whose constructor
// is a copy of the old one, with the factory put in).
// Pattern: `setThreadFactory` after construction and before `start`; in the copy also `setMin`, `setMax`, `setName`.
// After relinking: every thread still comes from the factory, under the name that the pool gives it.
// What leads on: migration-guide/README.md#tps013; for the copied constructor #tps024, #tps025 and #tps026: the base
// class's own constructor takes all three.

#include <atomic>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "gate.hpp"
#include "threadpool/ThreadPool.h"

namespace wild {
namespace {

using threadpool::ThreadPool;

thread_local bool onDaemon = false;

/// A thread that nobody has to join.
class Daemon : public threadpool::Thread {
 public:
  Daemon(std::function<void()> body, std::string name) : body_(std::move(body)), name_(std::move(name)) {}
  ~Daemon() override {
    if (thread_.joinable()) thread_.detach();
  }

  void start() override {
    thread_ = std::thread([body = std::move(body_)] {
      onDaemon = true;
      body();
    });
  }
  void join() override { thread_.join(); }
  std::string name() const override { return name_; }

 private:
  std::function<void()> body_;
  const std::string name_;
  std::thread thread_;
};

std::shared_ptr<threadpool::Thread> makeDaemon(std::function<void()> body, const std::string& name) {
  std::cout << "a daemon: " << name << '\n';
  return std::make_shared<Daemon>(std::move(body), name);
}

class HttpPool : public ThreadPool {
 public:
  HttpPool(int minthreads, int maxthreads, const std::string& name) {
    if (minthreads < 0 || minthreads > maxthreads) throw std::invalid_argument("minimum is greater than maximum");
    setMin(minthreads);
    setMax(maxthreads);
    setName(name);
    setThreadFactory(makeDaemon);
  }
};

/// Sends requests, and counts those that a daemon answered.
void request() {
  std::atomic<int> answers{0};  // orders nothing; read after stop
  HttpPool pool(2, 2, "http");
  pool.start();
  for (int i = 0; i < 8; ++i) {
    pool.callInThread([&answers] {
      if (onDaemon) ++answers;
    });
  }
  pool.stop();
  std::cout << "http: " << answers << " of 8 requests on daemons\n";
}

/// Downloads while a prompt waits for an answer that never comes. The pool is never stopped: as its threads are
/// daemons, the program ends all the same. So nothing that the prompt touches may be destroyed before.
void download() {
  static auto* const prompt = new Gate;
  static auto* const pool = new ThreadPool(1, 2, "tool");
  pool->setThreadFactory(makeDaemon);
  pool->start();
  pool->callInThread([] { prompt->pass(); });
  prompt->awaitArrivals(1);

  const auto daemon = std::make_shared<std::promise<bool>>();
  pool->callInThread([daemon] { daemon->set_value(onDaemon); });
  const char* kind = daemon->get_future().get() ? "daemon" : "thread of another kind";
  std::cout << "tool: downloaded on a " << kind << ", the prompt waits\n";
}

}  // namespace
}  // namespace wild

int main() {
  wild::request();
  wild::download();
}
