#include "cadre/owed_answer.hpp"

#include <cstddef>
#include <new>
#include <system_error>

#include "cadre/loop_worker.hpp"
#include "cadre/team.hpp"
#include "cadre/timed_out.hpp"
#include "cadre/worker.hpp"
#include "pending_calls.hpp"

namespace cadre {
namespace {

sync::steady_clock::time_point after(clock::duration span) {
  const auto start = sync::steady_clock::now();
  const auto end = sync::steady_clock::time_point::max();
  return span < end - start ? start + span : end;
}

class here_and_now final : public worker {
 public:
  void submit(task work) override { work(); }
  void quit() override {}
  [[nodiscard]] bool closed() const noexcept override { return false; }
};

}  // namespace

timed_out::~timed_out() = default;

const char* timed_out::what() const noexcept {
  return "cadre: the loop did not answer a blocking call in time";
}

owed_answer::owed_answer(std::shared_ptr<pending_call> to) noexcept : to_(std::move(to)) {}

owed_answer::owed_answer(owed_answer&&) noexcept = default;

owed_answer::~owed_answer() {
  if (to_) to_->answer(std::make_exception_ptr(task_dropped()), pending_call::origin::loop);
}

bool owed_answer::begin() const noexcept {
  return to_->begin();
}

void owed_answer::pay(std::exception_ptr error) noexcept {
  if (const auto to = std::exchange(to_, nullptr)) to->answer(std::move(error), pending_call::origin::function);
}

std::shared_ptr<pending_call> open_call(const loop_worker& on) {
  if (on.running_here())
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "cadre: a blocking call into the loop that this thread drives would wait for itself");
  return std::make_shared<pending_call>(on.errors());
}

void await_answer(loop_worker& on, clock::duration within, pending_call& call, task work) {
  const pending_calls::entry listed(calls_of(on), call);
  if (on.closed()) throw already_quit();
  if (within <= within.zero()) throw timed_out();
  const auto deadline = after(within);
  on.submit(std::move(work));
  switch (call.await(deadline)) {
    case pending_call::stage::answered:
      if (call.error()) std::rethrow_exception(call.error());
      return;
    case pending_call::stage::refused:
      throw already_quit();
    default:
      throw timed_out();
  }
}

// Never destroyed: a future may become ready after the end of main.
worker& on_the_spot() noexcept {
  alignas(here_and_now) static std::byte room[sizeof(here_and_now)];
  static here_and_now& one = *::new (static_cast<void*>(room)) here_and_now();
  return one;
}

}  // namespace cadre
