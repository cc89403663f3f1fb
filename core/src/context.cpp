#include "cadre/context.hpp"

#include <atomic>
#include <cstddef>
#include <vector>

namespace cadre {

/// A value, and the chain behind it. The value has a count of its own, so that several links can show it.
struct context::link {
  const void* const key;
  const std::shared_ptr<const void> value;
  link* const below;
  // To count up takes no order: whoever does it has the link already. To count down releases what was done with the
  // value, and whoever counts down to nothing acquires that, and destroys.
  std::atomic<std::size_t> count{1};

  static link* share(link* one) noexcept {
    if (one != nullptr) one->count.fetch_add(1, std::memory_order_relaxed);
    return one;
  }
};

context::context(const context& other) noexcept : first_(link::share(other.first_)) {}

// Without a destructor: one would be registered under the loader's lock, which a thread may hold that waits for this
// one. Each scope takes away what it put here.
context::link*& context::here() noexcept {
  static thread_local link* first = nullptr;
  return first;
}

context context::current() noexcept {
  return context(link::share(here()));
}

context context::install(context wanted) noexcept {
  return context(std::exchange(here(), std::exchange(wanted.first_, nullptr)));
}

void context::let_go(link* first) noexcept {
  while (first != nullptr && first->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    link* const below = first->below;
    delete first;
    first = below;
  }
}

context context::put(const void* key, std::shared_ptr<const void> value) const {
  context longer(new link{key, std::move(value), first_});
  link::share(first_);
  return longer;
}

context context::leave_out(const void* key) const {
  std::vector<const link*> in_front;
  std::size_t kept = 0;
  context rest = *this;
  for (const link* at = first_; at != nullptr; at = at->below) {
    if (at->key != key) {
      in_front.push_back(at);
      continue;
    }
    rest = context(link::share(at->below));
    kept = in_front.size();
  }
  for (; kept > 0; --kept) rest = rest.put(in_front[kept - 1]->key, in_front[kept - 1]->value);
  return rest;
}

const void* context::look_up(const void* key) const noexcept {
  const link* at = first_;
  while (at != nullptr && at->key != key) at = at->below;
  return at != nullptr ? at->value.get() : nullptr;
}

context::scope::scope(context inside) noexcept : before_(install(std::move(inside))) {}

// What is let go at last may run a destructor of the user's, which is to find what was here before.
context::scope::~scope() {
  const context ended = install(std::move(before_));
}

}  // namespace cadre
