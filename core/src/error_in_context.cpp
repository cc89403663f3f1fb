#include "cadre/error_in_context.hpp"

namespace cadre {

error_in_context::~error_in_context() = default;

// The text belongs to the error, which lives at least as long as this object.
const char* error_in_context::what() const noexcept {
  try {
    if (error_) std::rethrow_exception(error_);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {  // it has no text
  }
  return "cadre: a task threw what is no std::exception; error() has it";
}

std::exception_ptr original(std::exception_ptr error) noexcept {
  try {
    if (error) std::rethrow_exception(error);
  } catch (const error_in_context& wrapped) {
    return wrapped.error();
  } catch (...) {  // the error itself
  }
  return error;
}

}  // namespace cadre
