#include "cadre/worker.hpp"

#include "cadre/exclusive_worker.hpp"
#include "home.hpp"
#include "running.hpp"

namespace cadre {

already_quit::~already_quit() = default;

const char* already_quit::what() const noexcept {
  return "cadre: the worker has quit and takes no more tasks";
}

worker::~worker() = default;

void worker::close() {
  try {
    if (!closed()) quit();
  } catch (const already_quit&) {  // another thread was faster
  }
}

bool worker::try_executing_one() {
  return false;
}

bool worker::running_here() const noexcept {
  return false;
}

error_sink worker::errors() const {
  return {};
}

std::shared_ptr<engine> worker::home() const noexcept {
  return nullptr;
}

std::shared_ptr<engine> home_of(const worker& of) noexcept {
  return of.home();
}

void exclusive_worker::after_release(task follow_up) {
  follow_up();
}

running*& running::innermost() noexcept {
  static thread_local running* scope = nullptr;
  return scope;
}

}  // namespace cadre
