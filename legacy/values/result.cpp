#include <threadpool/ThreadPool.h>

#include <stdexcept>

namespace threadpool {

Result::Result() noexcept = default;

Result Result::success(std::any value) {
  Result result;
  result.value_ = std::move(value);
  return result;
}

Result Result::failed(Failure failure) {
  Result result;
  result.error_ = failure.exception();
  // Without an exception there would be nothing to tell it from a success by.
  if (!result.error_) {
    result.error_ = std::make_exception_ptr(std::logic_error("threadpool: a result failed without an exception"));
  }
  return result;
}

bool Result::ok() const noexcept {
  return !error_;
}

std::any Result::value() const {
  if (error_) std::rethrow_exception(error_);
  return value_;
}

Failure Result::failure() const {
  return Failure(error_);
}

}  // namespace threadpool
