#include "cadre/error_sink.hpp"

#include <utility>

#include "cadre/error_in_context.hpp"

namespace cadre {
namespace {

void tell(const error_sink& sink, std::exception_ptr error) noexcept {
  try {
    sink(std::move(error));
  } catch (...) {  // a sink that fails has nobody left to tell
  }
}

}  // namespace

void report(const error_sink& sink, std::exception_ptr error) noexcept {
  if (!sink) return;
  try {
    if (error) std::rethrow_exception(error);
  } catch (const error_in_context& wrapped) {
    const context::scope inside(wrapped.where());
    return tell(sink, wrapped.error());
  } catch (...) {  // as it is
  }
  tell(sink, std::move(error));
}

}  // namespace cadre
