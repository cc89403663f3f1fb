// cadre/bound_call.hpp - a function with its arguments, as a callable without any.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <concepts>
#include <functional>
#include <stdexcept>
#include <utility>

namespace cadre {

/// Takes over `f` and `args`, and gives a callable that moves them into the call: for one call. Wrap in std::ref what
/// is to be passed by reference. Throws std::invalid_argument for a null pointer and an empty std::function, and what
/// copying throws.
template <class F, class... Args>
  requires std::invocable<F, Args...>
[[nodiscard]] auto bound_call(F f, Args... args) {
  if constexpr (requires { f == nullptr; }) {
    if (f == nullptr) throw std::invalid_argument("cadre: a call was made of an empty function");
  }
  return [f = std::move(f), ... args = std::move(args)]() mutable -> decltype(auto) {
    return std::invoke(std::move(f), std::move(args)...);
  };
}

}  // namespace cadre
