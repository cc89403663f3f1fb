#include "module.hpp"

namespace module {

Base::Base() : ThreadPool(0, 1) {}
Base::~Base() = default;
void Base::_startSomeWorkers() {}

class [[gnu::visibility("hidden")]] Pool : public threadpool::ThreadPool {
 public:
  Pool() : ThreadPool(0, 1) {}
  void startAWorker() override {}
};

std::unique_ptr<threadpool::ThreadPool> makePool() {
  return std::make_unique<Pool>();
}

}  // namespace module
