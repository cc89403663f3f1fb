#include <cxxabi.h>
#include <threadpool/ThreadPool.h>

#include <cstdlib>
#include <stdexcept>
#include <typeinfo>

namespace threadpool {
namespace {

std::string written(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                    std::free);
  return status == 0 ? name.get() : type.name();
}

}  // namespace

Failure::Failure() noexcept = default;

Failure::Failure(std::exception_ptr exception) noexcept : exception_(std::move(exception)) {}

std::exception_ptr Failure::exception() const noexcept {
  return exception_;
}

std::string Failure::message() const {
  if (!exception_) return {};
  try {
    std::rethrow_exception(exception_);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return typeName();
  }
}

std::string Failure::typeName() const {
  if (!exception_) return {};
  const std::type_info* const type = exception_.__cxa_exception_type();
  return type != nullptr ? written(*type) : "an exception of another language";
}

void Failure::rethrow() const {
  if (!exception_) throw std::logic_error("threadpool: rethrow of a Failure that holds no exception");
  std::rethrow_exception(exception_);
}

}  // namespace threadpool
