#include <threadpool/ThreadPool.h>

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
