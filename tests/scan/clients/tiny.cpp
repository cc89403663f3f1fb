// Overrides and uses hooks without any header: small, and for machines whose headers are not installed. Names and
// layout are those of the frozen header.

namespace std {
template <class>
class function;
template <class>
class optional;
template <class>
class shared_ptr;
template <class>
struct char_traits;
template <class>
class allocator;
inline namespace __cxx11 {
template <class C, class = char_traits<C>, class = allocator<C>>
class basic_string;
}
class any;
}  // namespace std

namespace threadpool {

class Thread;
class Result;

class ThreadPool {
 public:
  ThreadPool(int, int, const std::basic_string<char>&);
  virtual ~ThreadPool();
  virtual void start();
  virtual void stop();
  virtual void callInThread(std::function<std::any()>);
  virtual void callInThreadWithCallback(std::function<void(bool, Result)>, std::function<std::any()>);
  virtual void adjustPoolsize(std::optional<int>, std::optional<int>);
  virtual std::shared_ptr<Thread> threadFactory(std::function<void()>, const std::basic_string<char>&);
  virtual std::shared_ptr<Thread> currentThread();
  virtual void startAWorker();
  virtual void stopAWorker();
  virtual void _startSomeWorkers();
  virtual void _worker();
  int max() const;

 private:
  void* impl_;
};

}  // namespace threadpool

namespace tiny {

class Beside {
 public:
  virtual ~Beside();
  long beside = 0;
};
Beside::~Beside() = default;

class Single : public threadpool::ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  ~Single() override;
  void startAWorker() override;
};
Single::~Single() = default;
void Single::startAWorker() {
  ThreadPool::startAWorker();
}

class Multiple : public Beside, public virtual Single {
 public:
  explicit Multiple(const std::basic_string<char>& name) : Single(1, 2, name) {}
  ~Multiple() override;
  void _worker() override;
};
Multiple::~Multiple() = default;
void Multiple::_worker() {
  beside = max();
}

class Plain : public threadpool::ThreadPool {
  ~Plain() override;
};
Plain::~Plain() = default;

}  // namespace tiny
