// cadre/context.hpp - values that go along with the work.
//
// Part of Cadre; terms in LICENSE at the top of the repository. with_context.hpp makes tasks carry them.

#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace cadre {

/// Names a value of type T in contexts. Two keys are never the same one, whatever their types. To be made once, where
/// everybody finds it:
///
///   inline const cadre::context_key<std::string> request_id;
///
/// Lifetime: a key lives as long as any context that holds a value under it. Shared libraries that hide what they
/// do not export have a key each, unless the variable is declared with default visibility.
template <class T>
  requires(std::is_object_v<T> && std::same_as<std::remove_cv_t<T>, T>)
class [[gnu::visibility("default")]] context_key final {
 public:
  constexpr context_key() noexcept = default;
  context_key(const context_key&) = delete;
  context_key& operator=(const context_key&) = delete;

 private:
  // An object without members may share its address, which is what a key is known by.
  [[maybe_unused]] const char place_ = 0;
};

/// Typed values that hold for a piece of work: an immutable chain, to whose front `with` adds one. Each thread has a
/// current context, empty until a scope installs one; whoever copies it has all values of that moment, and nothing that
/// happens later changes them (M-01 DEF-36 L-81 L-82).
///
/// Thread safety: const members from any thread; so are the values, if theirs are. Assignment is for one thread at a
/// time.
///
/// Lifetime: a value is destroyed with the last context that holds it, on the thread where that one goes. Its
/// destructor finds the current context of the code around. A chain may have any length; it is taken down without
/// recursion.
///
/// Cost: a context is a pointer. Copying counts one up, and allocates nothing; an empty one not even that. `with` takes
/// two allocations. Values are looked up from the front: linear in the length of the chain.
class [[gnu::visibility("default")]] context {
 public:
  class scope;

  /// Holds nothing.
  context() noexcept = default;
  context(const context& other) noexcept;
  context(context&& other) noexcept : first_(std::exchange(other.first_, nullptr)) {}
  context& operator=(context other) noexcept {
    std::swap(first_, other.first_);
    return *this;
  }
  ~context() {
    if (first_ != nullptr) let_go(first_);
  }

  /// The calling thread's context, of the innermost scope. From any thread at any time, also while the process ends.
  [[nodiscard]] static context current() noexcept;

  [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }

  /// This context with `value` in front: it hides those that are there already under `key`. Throws std::bad_alloc, and
  /// what moving a T throws.
  template <class T>
  [[nodiscard]] context with(const context_key<T>& key, std::type_identity_t<T> value) const {
    return put(&key, std::make_shared<const T>(std::move(value)));
  }

  /// This context without any value under `key`. The other values are shared, not copied. Throws std::bad_alloc.
  template <class T>
  [[nodiscard]] context without(const context_key<T>& key) const {
    return leave_out(&key);
  }

  /// The value under `key` that was added last; null if there is none. It lives as long as a context that holds it: for
  /// one that was found in `current()`, as long as the scope.
  template <class T>
  [[nodiscard]] const T* find(const context_key<T>& key) const noexcept {
    return static_cast<const T*>(look_up(&key));
  }

 private:
  struct link;

  explicit context(link* first) noexcept : first_(first) {}
  /// What the calling thread has installed. A plain pointer that owns one count.
  static link*& here() noexcept;
  static context install(context wanted) noexcept;
  static void let_go(link* first) noexcept;
  [[nodiscard]] context put(const void* key, std::shared_ptr<const void> value) const;
  [[nodiscard]] context leave_out(const void* key) const;
  [[nodiscard]] const void* look_up(const void* key) const noexcept;

  link* first_ = nullptr;
};

/// While it lives, the calling thread has this context and no other. Lives on the stack; scopes nest. At its end it
/// puts back what it found.
///
/// Scopes end in the reverse order of their beginning, on the thread that began them; a coroutine therefore has none
/// across a suspension. That is not checked, for a task that gets it wrong is no reason to end the program: a scope
/// that ends elsewhere, or out of turn, puts back there what it found at its beginning. This is memory-safe; code
/// around it sees the wrong values until the next scope outside of it ends, which puts everything right.
class [[nodiscard, gnu::visibility("default")]] context::scope {
 public:
  explicit scope(context inside) noexcept;
  /// The current context with `value` in front. Throws as `with` does; then there is no scope.
  template <class T>
  scope(const context_key<T>& key, std::type_identity_t<T> value) : scope(current().with(key, std::move(value))) {}
  ~scope();
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;

 private:
  context before_;
};

}  // namespace cadre
