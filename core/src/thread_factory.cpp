#include "cadre/thread_factory.hpp"

#include <pthread.h>

#include <boost/thread/thread.hpp>
#include <system_error>

namespace cadre {
namespace {

class system_thread final : public joinable {
 public:
  explicit system_thread(boost::thread thread) : thread_(std::move(thread)) {}
  ~system_thread() override {
    if (thread_.joinable()) thread_.detach();
  }
  void join() override {
    const boost::this_thread::disable_interruption undisturbed;
    try {
      thread_.join();
    } catch (const boost::thread_resource_error&) {
      throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                              "cadre: a thread cannot join itself");
    }
  }

 private:
  boost::thread thread_;
};

}  // namespace

joinable::~joinable() = default;

std::unique_ptr<joinable> start_thread(std::function<void()> body, const std::string& name) {
  try {
    boost::thread started([body = std::move(body), short_name = name.substr(0, 15)] {
      pthread_setname_np(pthread_self(), short_name.c_str());
      body();
    });
    return std::make_unique<system_thread>(std::move(started));
  } catch (const boost::thread_resource_error&) {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                            "cadre: the system cannot start thread '" + name + "'");
  }
}

}  // namespace cadre
