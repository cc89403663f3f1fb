#include "context_stack.hpp"

#include <cstddef>
#include <new>
#include <utility>

#include "layer.hpp"

namespace threadpool::context {
namespace {

// Without a destructor: one would be registered under the loader's lock, which a thread may hold that waits for this
// one. There is nothing for it to do either, for each scope takes away what it put here.
stack& layers() noexcept {
  alignas(stack) static thread_local std::byte room[sizeof(stack)];
  static thread_local stack* top = nullptr;
  if (top == nullptr) top = ::new (room) stack();
  return *top;
}

// Never destroyed, as the default layer.
const stack& without_values() {
  static const stack* const empty = new stack(std::make_shared<const frame>());
  return *empty;
}

}  // namespace

Scope::Scope(Layer layer) : before_(layers()) {
  layers() = std::make_shared<frame>(frame{std::move(layer), layers()});
}

Scope::~Scope() {
  layers() = std::static_pointer_cast<const frame>(std::move(before_));
}

std::any get(const std::string& key, std::any fallback) {
  for (const frame* at = layers().get(); at != nullptr; at = at->below.get())
    if (const auto value = Layer::Values::of(at->layer).find(key)) return *value;
  if (const auto value = Layer::Values::of(defaults()).find(key)) return *value;
  return fallback;
}

stack capture_innermost() {
  const stack& top = layers();
  return top ? std::make_shared<const frame>(frame{top->layer, nullptr}) : without_values();
}

installed::installed(stack wanted) noexcept : before_(std::exchange(layers(), std::move(wanted))) {}

installed::~installed() {
  layers() = std::move(before_);
}

}  // namespace threadpool::context
