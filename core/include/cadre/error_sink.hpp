// cadre/error_sink.hpp - where errors go that no caller can receive.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <exception>
#include <functional>

namespace cadre {

/// Receives what a task threw, on the thread that ran the task, under no lock. It may be called by
/// several threads at once. What it throws itself is ignored (DEF-21). An empty sink ignores errors.
using error_sink = std::function<void(std::exception_ptr)>;

/// Hands `error` to `sink` and comes back whatever happens.
[[gnu::visibility("default")]] void report(const error_sink& sink, std::exception_ptr error) noexcept;

}  // namespace cadre
