#include "base.hpp"

Base::Base() : ThreadPool(1, 2, "base") {}
Base::~Base() = default;
void Base::start() {
  ThreadPool::start();
}
void Base::stop() {
  ThreadPool::stop();
}
void Base::callInThread(threadpool::Function function) {
  ThreadPool::callInThread(std::move(function));
}
void Base::startAWorker() {
  ThreadPool::startAWorker();
}

Service::~Service() = default;
void Service::open() {}
void Service::close() {}
void Service::read() {}
void Service::write() {}
void Service::seek() {}
void Service::tell() {}
void Service::lock() {}
void Service::unlock() {}
void Service::map() {}
void Service::unmap() {}
void Service::sync() {}
void Service::trim() {}
