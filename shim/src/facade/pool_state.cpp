#include "pool_state.hpp"

#include <algorithm>
#include <system_error>

#include "deprecation/lost_jobs.hpp"
#include "log.hpp"

namespace threadpool {
namespace {

/// A job that has neither onResult nor context.
struct plain_job {
  explicit plain_job(Function&& work) noexcept : function(std::move(work)) {}
  Function function;
  void operator()() { run(function); }
};

}  // namespace
}  // namespace threadpool

// libstdc++ keeps in a std::function only what its bytes can be copied of, and nothing points into it.
#if defined(__GLIBCXX__)
template <>
inline constexpr bool cadre::is_trivially_relocatable<threadpool::plain_job> = true;
#endif

namespace threadpool {
namespace {

/// Errors of the core itself; what jobs throw never gets there. Dropped jobs are counted in one line.
void log_core_error(const std::exception_ptr& error) {
  if (Failure(error).check<cadre::task_dropped>()) return;
  log::error("starting or joining a thread of a pool", error);
}

}  // namespace

pool_state::pool_state(sizes wanted, const std::string& name, const void* identity, cadre::shim::client_vintage client)
    : vintage(client), life_(wanted), crew_(name, identity) {
  require(wanted);
}

void pool_state::open(ThreadFactory by_default) {
  by_default_ = std::move(by_default);
  // The core calls this for a call on the facade or for a thread of the pool; both keep the state.
  const auto factory = [this](std::function<void()> body, const std::string&) {
    return crew_.start(std::move(body), deserted_.load() ? make_thread : by_default_, shared_from_this());
  };
  core_ = std::make_unique<cadre::pool>(cadre::pool_options{
      .limits = {0, 0}, .name = crew_.pool_name(), .errors = log_core_error, .factory = factory, .hooks = {}});
}

void pool_state::close() {
  // In a forked child there is nothing to stop, and any lock may be held by a thread that does not exist there.
  if (core_->inherited()) return;
  if (core_->running_here()) {
    log::message("pool '" + crew_.label() +
                 "' is destroyed by one of its own threads: its jobs go on without it; stop the pool first");
    deserted_.store(true);
    core_->close();
    return;
  }
  stop();
  drop_unrun();
}

void pool_state::start() {
  life_.begin(core_->running_here());
}

void pool_state::stop() {
  if (core_->running_here())
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                            "threadpool: a thread of the pool cannot stop it: stop waits for that thread");
  if (!life_.end()) return;
  try {
    apply_sizes();  // what waits because no thread could be had gets another chance
  } catch (...) {
    log::error("the stop of a pool: its waiting jobs are kept for the next start", std::current_exception());
  }
  core_->wait_quiescent();
  life_.drained();
  apply_sizes();
  core_->join_surplus();
  life_.ended();
}

void pool_state::apply_sizes() {
  // Another thread may have changed the sizes meanwhile, and told the core before this one did.
  for (bool current = false; !current;) {
    const auto [limits, edition] = life_.limits();
    try {
      core_->set_limits(limits);
    } catch (const cadre::already_quit&) {  // through pool_of: its threads leave by themselves
      return;
    }
    current = life_.limits().second == edition;
  }
}

void pool_state::reset(sizes wanted) {
  life_.reset(wanted);
  crew_.set_pool_name({});
  drop_unrun();
}

void pool_state::submit_plain(Function& function) {
  core_->submit(cadre::task(std::in_place_type<plain_job>, std::move(function)));
}

void pool_state::submit(offer& work) {
  if (work.plain()) {
    submit_plain(work.function);
  } else {
    core_->submit([this, kept = std::make_unique<job>(work.accept())] { run(std::move(*kept), this); });
  }
}

template <class Submit>
void pool_state::accept(Submit submit) {
  if (life_.joined()) return cadre::shim::note_dropped_submit(crew_.label());
  try {
    submit();
  } catch (const cadre::already_quit&) {  // through pool_of, behind the facade's back
    cadre::shim::note_dropped_submit(crew_.label());
  }
}

void pool_state::call(offer& work) {
  accept([&] {
    if (!reserve(work, *this)) submit(work);
  });
}

// Most jobs are like this: so what others need is not even prepared for them.
void pool_state::call(Function& function) {
  if (context::none() && !inside_on_result()) return accept([&] { submit_plain(function); });
  OnResult nobody;
  offer work{function, nobody, context::capture_all()};
  call(work);
}

gauges pool_state::read() const {
  const cadre::team_statistics now = core_->statistics();
  const std::size_t outstanding = now.busy + now.backlog + reserved_.load(std::memory_order_relaxed);
  gauges shown;
  shown.threads = now.workers();
  shown.working = std::min(outstanding, shown.threads);
  shown.waiters = shown.threads - shown.working;
  shown.qsize = outstanding - shown.working;
  return shown;
}

void pool_state::drop_unrun() {
  try {
    cadre::shim::report_unrun(core_->drop_backlog(), crew_.label());
  } catch (const cadre::already_quit&) {  // through pool_of: nothing is left
  }
}

}  // namespace threadpool
