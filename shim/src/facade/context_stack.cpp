#include "context_stack.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "layer.hpp"

namespace threadpool::context {
namespace {

/// A layer, in the core's context. The one below is in the same chain and lives as long.
struct frame {
  Layer layer;
  const frame* below;
};

const cadre::context_key<frame> frames;

stack add(const stack& below, Layer layer) {
  return below.with(frames, frame{std::move(layer), below.find(frames)});
}

}  // namespace

// The room that the frozen class has for what it was put on keeps the whole scope of the core.
Scope::Scope(Layer layer) : before_(std::make_shared<installed>(add(stack::current(), std::move(layer)))) {}

Scope::~Scope() = default;

std::any get(const std::string& key, std::any fallback) {
  const stack here = stack::current();
  for (const frame* at = here.find(frames); at != nullptr; at = at->below)
    if (const auto value = Layer::Values::of(at->layer).find(key)) return *value;
  if (const auto value = Layer::Values::of(defaults()).find(key)) return *value;
  return fallback;
}

// In place of the layers: so nothing is left in the job of what is done to them later.
stack capture_all() {
  stack here = stack::current();
  std::vector<const frame*> from_top;
  for (const frame* at = here.find(frames); at != nullptr; at = at->below) from_top.push_back(at);
  if (from_top.empty()) return here;
  stack copied = here.without(frames);
  for (; !from_top.empty(); from_top.pop_back()) copied = add(copied, Layer::Values::copy(from_top.back()->layer));
  return copied;
}

}  // namespace threadpool::context
