#include "overflow.hpp"

#include <system_error>

namespace cadre {
namespace {

void wait_for_room(engine& of, clock::duration patience, task& work) {
  const auto accepted = [&] { return of.submit(work); };
  if (!of.wait_until(engine::interest::tasks, of.after(patience), accepted)) throw backlog_full();
}

}  // namespace

backlog_full::~backlog_full() = default;

const char* backlog_full::what() const noexcept {
  return "cadre: the pool's backlog is full, and the task was not accepted";
}

void overflow(engine& of, const backlog_bound& bound, bool on_own_thread, task& work) {
  switch (bound.otherwise) {
    case when_full::refuse:
      throw backlog_full();
    case when_full::wait:
      // The room may have to be made by this very thread.
      if (on_own_thread)
        throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                                "cadre: a thread of the pool cannot wait for room in its backlog");
      return wait_for_room(of, bound.patience, work);
    case when_full::run_in_caller:
      return of.run_here(work);
    case when_full::drop_oldest:
      while (!of.submit(work)) of.drop_oldest();
  }
}

}  // namespace cadre
