#include "crew.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "deprecation/pool_thread.hpp"

namespace threadpool {
namespace {

class usual_thread final : public Thread {
 public:
  usual_thread(std::function<void()> body, std::string name) : body_(std::move(body)), name_(std::move(name)) {}
  void start() override { handle_ = cadre::start_thread(std::move(body_), name_); }
  void join() override {
    if (handle_) handle_->join();
  }
  [[nodiscard]] std::string name() const override { return name_; }

 private:
  std::function<void()> body_;
  const std::string name_;
  std::unique_ptr<cadre::joinable> handle_;
};

class stand_in final : public Thread {
 public:
  explicit stand_in(std::string name) : name_(std::move(name)) {}
  void start() override { refuse("start"); }
  void join() override { refuse("join"); }
  [[nodiscard]] std::string name() const override { return name_; }

 private:
  [[noreturn]] void refuse(const char* what) const {
    throw std::logic_error("threadpool: " + std::string(what) + " of '" + name_ +
                           "', which only stands for a thread; the pool starts and joins its own");
  }
  const std::string name_;
};

/// What the core joins.
class joinable_thread final : public cadre::joinable {
 public:
  explicit joinable_thread(std::shared_ptr<Thread> thread) : thread_(std::move(thread)) {}
  void join() override { thread_->join(); }

 private:
  const std::shared_ptr<Thread> thread_;
};

/// Tells a thread's body which Thread it runs in: the factory is given the body before there is one. A
/// factory may even start it at once, so the body may have returned by the time that the Thread is known.
class self_reference {
 public:
  /// False if the body has returned.
  bool set(const std::shared_ptr<Thread>& thread) {
    const std::lock_guard lock(mutex_);
    thread_ = thread;
    return !returned_;
  }
  std::shared_ptr<Thread> get() const {
    const std::lock_guard lock(mutex_);
    return thread_.lock();
  }
  std::shared_ptr<Thread> returned() {
    const std::lock_guard lock(mutex_);
    returned_ = true;
    return thread_.lock();
  }

 private:
  mutable std::mutex mutex_;
  std::weak_ptr<Thread> thread_;
  bool returned_ = false;
};

// Belongs to the body of the thread. Without a destructor: one would be registered under the loader's lock, which a
// thread may hold that waits for this one.
const self_reference*& current() {
  static thread_local const self_reference* self = nullptr;
  return self;
}

}  // namespace

std::vector<std::shared_ptr<Thread>> crew::live() const {
  const std::lock_guard lock(mutex_);
  return live_;
}

std::string crew::pool_name() const {
  const std::lock_guard lock(mutex_);
  return name_;
}

void crew::set_pool_name(const std::string& name) {
  const std::lock_guard lock(mutex_);
  name_ = name;
}

void crew::assign(ThreadFactory factory) {
  auto next = factory ? std::make_shared<const ThreadFactory>(std::move(factory)) : nullptr;
  const std::lock_guard lock(mutex_);
  assigned_.swap(next);
}

std::shared_ptr<const ThreadFactory> crew::assigned() const {
  const std::lock_guard lock(mutex_);
  return assigned_;
}

std::string crew::label() const {
  if (std::string name = pool_name(); !name.empty()) return name;
  std::ostringstream identity;
  identity << identity_;
  return identity.str();
}

std::unique_ptr<cadre::joinable> crew::start(std::function<void()> body, const ThreadFactory& by_default,
                                             std::shared_ptr<const void> keep_alive) {
  const std::string name = next_thread_name();
  const auto self = std::make_shared<self_reference>();
  const auto whole = [this, self, body = std::move(body), keep_alive = std::move(keep_alive)] {
    const cadre::shim::pool_thread here;
    current() = self.get();
    body();
    current() = nullptr;
    strike(self->returned().get());
  };
  const auto factory = assigned();
  const std::shared_ptr<Thread> thread = factory ? (*factory)(whole, name) : by_default(whole, name);
  if (!thread) throw std::runtime_error("threadpool: the thread factory returned no thread for '" + name + "'");
  auto handle = std::make_unique<joinable_thread>(thread);  // first: what has started must be joined
  list(thread);
  if (!self->set(thread)) strike(thread.get());
  try {
    thread->start();
  } catch (...) {
    strike(thread.get());
    throw;
  }
  return handle;
}

std::string crew::next_thread_name() {
  const std::string pool = label();
  const std::lock_guard lock(mutex_);
  return "PoolThread-" + pool + "-" + std::to_string(++last_number_);
}

void crew::list(const std::shared_ptr<Thread>& thread) {
  const std::lock_guard lock(mutex_);
  live_.push_back(thread);
}

void crew::strike(const Thread* thread) {
  std::shared_ptr<Thread> struck;
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(live_, thread, &std::shared_ptr<Thread>::get);
  if (found == live_.end()) return;
  struck = std::move(*found);
  live_.erase(found);
}

std::shared_ptr<Thread> make_thread(std::function<void()> body, const std::string& name) {
  return std::make_shared<usual_thread>(std::move(body), name);
}

std::shared_ptr<Thread> this_thread() {
  if (current())
    if (auto self = current()->get()) return self;
  std::ostringstream name;
  name << "thread-" << std::this_thread::get_id();
  return std::make_shared<stand_in>(name.str());
}

std::vector<std::shared_ptr<Thread>> stand_ins(std::size_t count, const std::string& what) {
  std::vector<std::shared_ptr<Thread>> all;
  for (std::size_t i = 1; i <= count; ++i)
    all.push_back(std::make_shared<stand_in>(what + " " + std::to_string(i) + " of " + std::to_string(count)));
  return all;
}

}  // namespace threadpool
