#include <cstddef>
#include <map>
#include <mutex>
#include <new>
#include <vector>

#include "context_stack.hpp"

namespace threadpool::context {
namespace {

// Values are the user's objects: they are copied and destroyed outside the lock, so what stands under it
// is pointers.
using dictionary = std::map<std::string, std::shared_ptr<const std::any>>;

// Without a destructor: one would be registered under the loader's lock, which a thread may hold that waits for this
// one. There is nothing for it to do either, for each scope takes away what it put here.
stack& layers() noexcept {
  alignas(stack) static thread_local std::byte room[sizeof(stack)];
  static thread_local stack* top = nullptr;
  if (top == nullptr) top = ::new (room) stack();
  return *top;
}

}  // namespace

class Layer::Values {
 public:
  Values() = default;
  explicit Values(dictionary values) : values_(std::move(values)) {}

  void set(const std::string& key, std::any value) {
    std::shared_ptr<const std::any> pointer = std::make_shared<const std::any>(std::move(value));
    const std::lock_guard lock(mutex_);
    values_[key].swap(pointer);
  }

  std::shared_ptr<const std::any> find(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : found->second;
  }

  static const Values& of(const Layer& layer) { return *layer.values_; }

  static Layer copy(const Layer& layer) {
    Layer twin;
    twin.values_ = std::make_shared<Values>(layer.values_->all());
    return twin;
  }

 private:
  dictionary all() const {
    const std::lock_guard lock(mutex_);
    return values_;
  }

  mutable std::mutex mutex_;
  dictionary values_;
};

Layer::Layer() : values_(std::make_shared<Values>()) {}

Layer::Layer(std::initializer_list<std::pair<std::string, std::any>> values) : Layer() {
  for (const auto& [key, value] : values) values_->set(key, value);
}

void Layer::set(const std::string& key, std::any value) {
  values_->set(key, std::move(value));
}

std::any Layer::get(const std::string& key) const {
  const std::shared_ptr<const std::any> value = values_->find(key);
  return value ? *value : std::any();
}

bool Layer::contains(const std::string& key) const {
  return values_->find(key) != nullptr;
}

Layer defaults() {
  // Never destroyed: threads may ask for it while the process ends.
  static const Layer* const layer = new Layer;
  return *layer;
}

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

bool none() noexcept {
  return !layers();
}

stack capture_innermost() {
  const stack& top = layers();
  return top ? std::make_shared<const frame>(frame{top->layer, nullptr}) : nothing();
}

stack capture_all() {
  std::vector<const frame*> from_top;
  for (const frame* at = layers().get(); at != nullptr; at = at->below.get()) from_top.push_back(at);
  stack copied;
  for (; !from_top.empty(); from_top.pop_back())
    copied = std::make_shared<const frame>(frame{Layer::Values::copy(from_top.back()->layer), std::move(copied)});
  return copied;
}

const stack& nothing() {
  static const stack* const empty = new stack(std::make_shared<const frame>());
  return *empty;
}

installed::installed(stack wanted) noexcept : before_(std::exchange(layers(), std::move(wanted))) {}

installed::~installed() {
  layers() = std::move(before_);
}

}  // namespace threadpool::context
