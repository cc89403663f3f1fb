// cadre/task.hpp - a piece of work.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace cadre {

class task_record;

/// Whether moving a callable and destroying what it was moved from comes to copying its bytes and forgetting the
/// source, as with trivially relocatable types in P1144. Such a callable is moved into a pool's queue as bytes, its own
/// code aside. Specialise it for a class of your own of which that is true (it may own memory, but nothing may point
/// into it), wherever a task is made of one, and before that. It matters for what a task keeps in place.
template <class C>
inline constexpr bool is_trivially_relocatable = std::is_trivially_copyable_v<C>;

/// A callable without arguments that is run at most once. Move-only, so it may own what cannot be
/// copied (M-06). What the callable returns is ignored (W-01).
///
/// Thread safety: none; a task belongs to one thread at a time.
///
/// Lifetime: the callable is destroyed at the end of its run, also if it throws, and before the call
/// returns; else with the task. A destructor that throws ends the program.
///
/// Cost: callables of up to `inline_size` bytes that move without throwing, and need no stricter alignment than a
/// pointer, are kept in place. Others of up to `block_size` bytes go into memory that is used again by later tasks, on
/// whatever thread; the largest ones, and those with a stricter alignment than operator new's, take one allocation.
/// Moving is constant and never throws.
class task {
 public:
  static constexpr std::size_t inline_size = 48;
  static constexpr std::size_t block_size = 1024;

  /// A task without a callable; false as a bool. Workers refuse it.
  task() noexcept = default;

  /// Takes over `f`. A null pointer or an empty std::function gives an empty task.
  /// Throws: what copying or moving `f` throws, std::bad_alloc.
  template <class F>
    requires(!std::same_as<std::decay_t<F>, task> && std::invocable<std::decay_t<F>&>)
  task(F&& f) {  // NOLINT: a callable stands wherever a task is wanted
    using callable = std::decay_t<F>;
    if constexpr (requires(const callable& c) { c == nullptr; }) {
      if (f == nullptr) return;
    }
    keep<callable>(std::forward<F>(f));
  }

  /// Makes a C from `args` where it is to stay, as std::move_only_function does.
  /// Throws: what making it throws, std::bad_alloc.
  template <class C, class... Args>
    requires(std::same_as<std::decay_t<C>, C> && std::invocable<C&> && std::constructible_from<C, Args...>)
  explicit task(std::in_place_type_t<C>, Args&&... args) {
    keep<C>(std::forward<Args>(args)...);
  }

  task(task&& other) noexcept { take(other); }
  task& operator=(task&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~task() { reset(); }

  explicit operator bool() const noexcept { return kind_ != nullptr; }

  /// Runs the callable, destroys it, and leaves the task empty. Throws what the callable throws, and
  /// std::bad_function_call if there is none.
  void operator()() {
    if (kind_ == nullptr) throw std::bad_function_call();
    const struct cleaner {
      task& owner;
      ~cleaner() { owner.reset(); }
    } at_end{*this};
    kind_->run(room_);
  }

 private:
  friend class task_record;

  struct kind {
    void (*run)(std::byte* room);
    void (*move)(std::byte* from, std::byte* to) noexcept;
    void (*destroy)(std::byte* room) noexcept;  ///< null: there is nothing to destroy
    bool trivially_moved;                       ///< its bytes are all there is to move
    std::size_t size;                           ///< so many bytes of the room are used; keeps the alignment
  };

  static constexpr std::size_t alignment = alignof(void*);

  // What is outside has a pointer here, and C is that pointer then.
  template <class C>
  static constexpr std::size_t rounded = (sizeof(C) + alignment - 1) / alignment * alignment;  // NOLINT

  template <class C>
  static constexpr bool fits =
      sizeof(C) <= inline_size && alignof(C) <= alignment && std::is_nothrow_move_constructible_v<C>;

  template <class C>
  static constexpr bool fits_block = sizeof(C) <= block_size && alignof(C) <= alignof(std::max_align_t);

  /// Of at least so many bytes, up to block_size. Throws std::bad_alloc.
  [[gnu::visibility("default")]] static void* take_block(std::size_t size);
  [[gnu::visibility("default")]] static void give_block(void* block, std::size_t size) noexcept;

  template <class C, class... Args>
  void keep(Args&&... args) {
    if constexpr (fits<C>) {
      ::new (static_cast<void*>(room_)) C(std::forward<Args>(args)...);
      kind_ = &in_place<C>;
    } else {
      ::new (static_cast<void*>(room_)) C*(make<C>(std::forward<Args>(args)...));
      kind_ = &outside<C>;
    }
  }

  template <class C, class... Args>
  static C* make(Args&&... args) {
    if constexpr (fits_block<C>) {
      struct block {
        void* memory = take_block(sizeof(C));
        ~block() {
          if (memory != nullptr) give_block(memory, sizeof(C));
        }
      } fresh;
      C* const made = ::new (fresh.memory) C(std::forward<Args>(args)...);
      fresh.memory = nullptr;
      return made;
    } else {
      return new C(std::forward<Args>(args)...);
    }
  }

  template <class C>
  static void unmake(C* made) noexcept {
    if constexpr (fits_block<C>) {
      made->~C();
      give_block(made, sizeof(C));
    } else {
      delete made;
    }
  }

  template <class C>
  static C& stored(std::byte* room) {
    return *std::launder(reinterpret_cast<C*>(room));
  }

  template <class C>
  static void move_stored(std::byte* from, std::byte* to) noexcept {
    ::new (static_cast<void*>(to)) C(std::move(stored<C>(from)));
    stored<C>(from).~C();
  }

  template <class C>
  static void destroy_stored(std::byte* room) noexcept {
    stored<C>(room).~C();
  }

  template <class C>
  static constexpr kind in_place{[](std::byte* room) { static_cast<void>(std::invoke(stored<C>(room))); },
                                 &move_stored<C>, std::is_trivially_destructible_v<C> ? nullptr : &destroy_stored<C>,
                                 is_trivially_relocatable<C>, rounded<C>};

  template <class C>
  static constexpr kind outside{[](std::byte* room) { static_cast<void>(std::invoke(*stored<C*>(room))); },
                                &move_stored<C*>, [](std::byte* room) noexcept { unmake(stored<C*>(room)); }, true,
                                rounded<C*>};

  static void destroy(const kind* of, std::byte* room) noexcept {
    if (of->destroy != nullptr) of->destroy(room);
  }

  void take(task& other) noexcept {
    if (other.kind_ == nullptr) return;
    kind_ = std::exchange(other.kind_, nullptr);
    kind_->move(other.room_, room_);
  }

  // The task is empty before the callable's destructor runs, so that one that looks at the task, or
  // destroys it, finds nothing left to destroy.
  void reset() noexcept {
    if (const kind* old = std::exchange(kind_, nullptr)) destroy(old, room_);
  }

  alignas(alignment) std::byte room_[inline_size];
  const kind* kind_ = nullptr;
};

}  // namespace cadre
