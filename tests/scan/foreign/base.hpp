// A class between ThreadPool and a client's, in a library of its own.

#pragma once

#include <threadpool/ThreadPool.h>

class Base : public threadpool::ThreadPool {
 public:
  Base();
  ~Base() override;
  void start() override;
  void stop() override;
  void callInThread(threadpool::Function function) override;
  void startAWorker() override;
};

/// Has as many virtual functions as a pool, and is none.
class Service {
 public:
  virtual ~Service();
  virtual void open();
  virtual void close();
  virtual void read();
  virtual void write();
  virtual void seek();
  virtual void tell();
  virtual void lock();
  virtual void unlock();
  virtual void map();
  virtual void unmap();
  virtual void sync();
  virtual void trim();
};
