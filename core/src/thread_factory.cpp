#include "cadre/thread_factory.hpp"

#include <pthread.h>

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>
#include <list>
#include <system_error>

#include "guarded.hpp"

namespace cadre {
namespace {

enum class ending { none, returned, by_force };

/// How a thread's body ended. boost::thread waits for ever for one that ended by pthread_exit.
class end_mark {
 public:
  void set(ending how) {
    const boost::lock_guard<boost::mutex> lock(mutex_);
    how_ = how;
    changed_.notify_all();
  }
  ending wait() {
    boost::unique_lock<boost::mutex> lock(mutex_);
    while (how_ == ending::none) changed_.wait(lock);
    return how_;
  }

 private:
  boost::mutex mutex_;
  boost::condition_variable changed_;
  ending how_ = ending::none;
};

/// Runs `body` and marks its end, whichever it is.
void run(const std::function<void()>& body, end_mark& mark) {
  struct marker {
    end_mark& mark;
    ending how = ending::by_force;
    ~marker() { mark.set(how); }
  } end{mark};
  body();
  end.how = ending::returned;
}

/// A thread that ended by force still runs its last destructors, one of Boost's among them, which needs the
/// thread's record. Nothing says when that is over, so such records are kept for good.
void keep(boost::thread ended) {
  static auto* const kept = new guarded<std::list<boost::thread>>;
  std::list<boost::thread> one;
  one.push_back(std::move(ended));
  kept->with([&](std::list<boost::thread>& all) { all.splice(all.end(), one); });
}

class system_thread final : public joinable {
 public:
  explicit system_thread(std::shared_ptr<end_mark> end) : end_(std::move(end)) {}
  void hold(boost::thread started) noexcept { thread_ = std::move(started); }
  ~system_thread() override {
    if (thread_.joinable()) thread_.detach();
  }
  void join() override {
    if (thread_.get_id() == boost::this_thread::get_id()) {
      throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                              "cadre: a thread cannot join itself");
    }
    const boost::this_thread::disable_interruption undisturbed;
    if (end_->wait() == ending::returned) {
      thread_.join();
    } else {
      keep(std::move(thread_));
    }
  }

 private:
  boost::thread thread_;
  const std::shared_ptr<end_mark> end_;
};

}  // namespace

joinable::~joinable() = default;

std::unique_ptr<joinable> start_thread(std::function<void()> body, const std::string& name) {
  const auto end = std::make_shared<end_mark>();
  // Before there is a thread: without memory for its handle nobody could join it.
  auto handle = std::make_unique<system_thread>(end);
  try {
    handle->hold(boost::thread([body = std::move(body), end, short_name = name.substr(0, 15)] {
      pthread_setname_np(pthread_self(), short_name.c_str());
      run(body, *end);
    }));
  } catch (const boost::thread_resource_error&) {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                            "cadre: the system cannot start thread '" + name + "'");
  }
  return handle;
}

}  // namespace cadre
