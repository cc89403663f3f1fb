#include "layer.hpp"

#include <utility>

namespace threadpool::context {

void Layer::Values::set(const std::string& key, std::any value) {
  std::shared_ptr<const std::any> pointer = std::make_shared<const std::any>(std::move(value));
  const std::lock_guard lock(mutex_);
  values_[key].swap(pointer);
}

std::shared_ptr<const std::any> Layer::Values::find(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(key);
  return found == values_.end() ? nullptr : found->second;
}

Layer Layer::Values::copy(const Layer& layer) {
  Layer twin;
  twin.values_->values_ = layer.values_->all();
  return twin;
}

Layer::Values::dictionary Layer::Values::all() const {
  const std::lock_guard lock(mutex_);
  return values_;
}

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

}  // namespace threadpool::context
