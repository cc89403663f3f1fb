#include "cadre/thread_factory.hpp"

#include <pthread.h>

#include <system_error>
#include <thread>

namespace cadre {
namespace {

/// Of std and not of Boost, whose record of a thread that ends by pthread_exit may be gone before the thread's last
/// destructors ask for it, and whose join waits for ever for such a thread.
class system_thread final : public joinable {
 public:
  void hold(std::thread started) noexcept { thread_ = std::move(started); }
  ~system_thread() override {
    if (thread_.joinable()) thread_.detach();
  }
  void join() override { thread_.join(); }

 private:
  std::thread thread_;
};

}  // namespace

joinable::~joinable() = default;

std::unique_ptr<joinable> start_thread(std::function<void()> body, const std::string& name) {
  // Before there is a thread: without memory for its handle nobody could join it.
  auto handle = std::make_unique<system_thread>();
  try {
    handle->hold(std::thread([body = std::move(body), short_name = name.substr(0, 15)] {
      pthread_setname_np(pthread_self(), short_name.c_str());
      body();
    }));
  } catch (const std::system_error& error) {
    throw std::system_error(error.code(), "cadre: the system cannot start thread '" + name + "'");
  }
  return handle;
}

}  // namespace cadre
