#include "rig.hpp"

#include <algorithm>
#include <cadre/already_quit.hpp>

#include "forced_end.hpp"

namespace schedule {

/// A task of the rig; knows when it is destroyed.
class rig::callable {
 public:
  callable(rig& home, job& one) : home_(&home), one_(&one) {}
  callable(callable&& other) noexcept : home_(other.home_), one_(std::exchange(other.one_, nullptr)) {}
  callable& operator=(callable&&) = delete;
  ~callable() {
    if (one_ == nullptr) return;
    expect(locks_held() == 0, "a task is destroyed under a lock");
    step("destroy a task");
    ++one_->gone;
    if (one_->at_end) one_->at_end();
  }
  void operator()() const {
    const struct scope {
      const callable& self;
      ~scope() { self.home_->end(*self.one_); }
    } until_end{*this};
    home_->begin(*one_);
    if (one_->body) one_->body();
  }

 private:
  rig* home_;
  job* one_;
};

class rig::handle final : public cadre::joinable {
 public:
  handle(rig& home, const std::string& name, std::function<void()> body)
      : home_(home), thread_(name, std::move(body)) {}
  void join() override {
    expect(locks_held() == 0, "a thread is joined under a lock");
    thread_.join();
    ++home_.joined_;
  }

 private:
  rig& home_;
  thread thread_;
};

cadre::pool_options rig::options(cadre::team_limits limits, const cadre::backlog_bound& backlog) {
  return {
      .limits = limits,
      .errors = [this](const std::exception_ptr& error) { note(error); },
      .factory = [this](std::function<void()> body, const std::string& name) { return start(std::move(body), name); },
      .backlog = backlog,
      .time = time_};
}

std::unique_ptr<cadre::joinable> rig::start(std::function<void()> body, const std::string& name) {
  expect(locks_held() == 0, "a thread is created under a lock");
  step("ask for a thread");
  if (denied_ > 0) {
    --denied_;
    throw no_thread();
  }
  ++started_;
  return std::make_unique<handle>(*this, name, std::move(body));
}

void rig::note(const std::exception_ptr& error) {
  expect(locks_held() == 0, "an error is reported under a lock");
  step("report");
  try {
    std::rethrow_exception(error);
  } catch (const cadre::task_dropped&) {
    ++dropped_;
  } catch (const deliberate&) {
    ++failed_;
  } catch (...) {
    ++other_errors_;
  }
}

void rig::begin(job& one) {
  expect(locks_held() == 0, "a task runs under a lock");
  expect(++one.runs == 1, "a task runs twice");
  expect(++at_once_ <= most_at_once_, "more tasks run at once than the limits allow");
  order_.push_back(&one);
  step("run a task");
}

void rig::end(job& one) {
  step("end a task");
  one.ended = true;
  --at_once_;
}

bool rig::submit(cadre::worker& to, job what) {
  job& one = jobs_.emplace_back(std::move(what));
  try {
    to.submit(callable(*this, one));
    one.accepted = true;
  } catch (const cadre::already_quit&) {
    expect(one.runs == 0, "a task was refused, and ran");
  } catch (const no_thread&) {
    expect(one.runs == 0, "a task was refused, and ran");
    throw;
  }
  return one.accepted;
}

void rig::lose_thread() {
  ++failed_;
  end_by_force();
}

bool rig::all_ended() const {
  return std::ranges::all_of(jobs_, [](const job& one) { return one.ended || !one.accepted; });
}

void rig::expect_fifo() const {
  std::vector<const job*> sorted;
  for (const job& one : jobs_)
    if (one.runs > 0) sorted.push_back(&one);
  expect(order_ == sorted, "tasks have not started in their order");
}

void rig::expect_settled() const {
  std::size_t unrun = 0;
  for (const job& one : jobs_) {
    expect(one.gone == 1, "a task was not destroyed once");
    if (one.accepted && one.runs == 0) ++unrun;
    if (!one.accepted) expect(one.runs == 0, "a task was refused, and ran");
  }
  expect(unrun == dropped_, "tasks that have not run are not those that were reported as dropped");
  expect(joined_ == started_, "a thread was not joined");
}

void rig::expect_books(const cadre::pool& of) const {
  const cadre::team_statistics now = of.statistics();
  expect(now.accepted == now.ran + now.failed + now.dropped, "accepted is not ran + failed + dropped");
  expect(now.dropped == dropped_, "dropped is not what was reported");
  expect(now.failed == failed_, "failed is not what was reported");
  expect(now.busy == 0 && now.backlog == 0, "somebody is busy in a pool at rest");
}

}  // namespace schedule
