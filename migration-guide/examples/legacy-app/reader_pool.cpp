#include "reader_pool.hpp"

#include <stdexcept>
#include <utility>

namespace legacy_app {
namespace {

thread_local Reader* currentReader = nullptr;

void runWithReader(const std::function<void()>& body) {
  Reader reader;
  currentReader = &reader;
  body();
  currentReader = nullptr;
}

}  // namespace

ReaderThread::ReaderThread(std::function<void()> body, std::string name)
    : body_(std::move(body)), name_(std::move(name)) {}

ReaderThread::~ReaderThread() {
  if (thread_.joinable()) thread_.detach();
}

void ReaderThread::start() {
  // The thread gets the body for itself: it may outlive this object.
  thread_ = std::thread([body = std::move(body_)] { runWithReader(body); });
}

void ReaderThread::join() {
  thread_.join();
}

Reader& ReaderThread::reader() {
  if (currentReader == nullptr) throw std::logic_error("not on a reader thread");
  return *currentReader;
}

ReaderPool::~ReaderPool() {
  stop();
}

std::shared_ptr<threadpool::Thread> ReaderPool::threadFactory(std::function<void()> body, const std::string& name) {
  return std::make_shared<ReaderThread>(std::move(body), name);
}

void ReaderPool::startAWorker() {
  ++workersStarted_;
  ThreadPool::startAWorker();
}

}  // namespace legacy_app
