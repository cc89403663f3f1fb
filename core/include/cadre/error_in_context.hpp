// cadre/error_in_context.hpp - an error on its way out of a task, with the context that the task ran in.
//
// Part of Cadre; terms in LICENSE at the top of the repository. Read with_context.hpp first.

#pragma once

#include <exception>
#include <utility>

#include "cadre/context.hpp"

namespace cadre {

/// Thrown by a task that was submitted through with_context, in place of what it threw itself. By the time an error is
/// reported the task is over, and so is its scope; hence the error takes the context along, and `report` has it
/// installed while the sink gets the error itself (DEF-33 S-32).
///
/// A program meets it only where a worker of its own runs such a task: there `error()` is what the task threw, and
/// `original` takes it out of any exception pointer. No sink of Cadre's workers gets it, and nobody who performs a
/// memory_worker's tasks, or submits to a lock_worker: to them comes the error itself.
class [[gnu::visibility("default")]] error_in_context final : public std::exception {
 public:
  error_in_context(std::exception_ptr error, context where) noexcept
      : error_(std::move(error)), where_(std::move(where)) {}  // NOLINT: the error is kept, not thrown
  error_in_context(const error_in_context&) noexcept = default;
  error_in_context& operator=(const error_in_context&) noexcept = default;
  ~error_in_context() override;

  [[nodiscard]] const std::exception_ptr& error() const noexcept { return error_; }
  [[nodiscard]] const context& where() const noexcept { return where_; }
  /// The text of the error, if that is a std::exception.
  [[nodiscard]] const char* what() const noexcept override;

 private:
  std::exception_ptr error_;
  context where_;
};

/// What the task threw: the error inside of an error_in_context, and any other as it is.
[[gnu::visibility("default")]] std::exception_ptr original(std::exception_ptr error) noexcept;

}  // namespace cadre
