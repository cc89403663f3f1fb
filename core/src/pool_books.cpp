#include "pool_books.hpp"

#include <algorithm>
#include <iterator>

namespace cadre {
namespace {

constexpr clock::duration shortest_set_back = std::chrono::milliseconds(10);
constexpr clock::duration longest_set_back = std::chrono::seconds(1);

}  // namespace

// It is awake anyway: so it looks, if there is a task that no other one is looking for.
void pool_books::joined(pool_worker_row& one, std::size_t waiting, time_point now) noexcept {
  --starting_;
  set_back_ = {};
  if (pace_.creation_interval == clock::duration{}) create_from_ = {};
  pool_worker& who = *one.front();
  if (who.standing == state::gone) return;
  who.place = one.begin();
  who.standing = state::parked;
  who.idle_since = now;
  parked_.splice(parked_.begin(), one);
  if (waiting > looking_) set(who, state::looking);
}

bool pool_books::no_capacity(std::size_t missing, time_point now) noexcept {
  const bool first = set_back_ == clock::duration{};
  starting_ -= missing;
  size_.settle_for(have());
  set_back_ = std::clamp<clock::duration>(set_back_ * 2, shortest_set_back, longest_set_back);
  create_from_ = now + set_back_;
  return first;
}

bool pool_books::staff() noexcept {
  if (!unstaffed()) return false;
  size_.raise(1, 0);
  ++starting_;
  return true;
}

bool pool_books::stays(pool_worker& who, std::size_t waiting, pool_decisions& out) noexcept {
  if (who.standing != state::gone && surplus(waiting)) leave(who, out);
  return who.standing != state::gone;
}

// One that looks is enough: when it finds a task, the next one is called.
void pool_books::looked(pool_worker& who, bool found, bool may_go_on, time_point now) noexcept {
  const state idle = may_go_on && looking_ == 0 ? state::looking : state::parked;
  if (found) {
    who.see(now);
  } else if (who.standing == state::busy) {
    who.idle_since = now;
  }
  set(who, found ? state::busy : idle);
}

void pool_books::lost(pool_worker& who, pool_decisions& out) noexcept {
  if (who.standing == state::busy) ++failed_;  // the task ended by force
  if (who.standing != state::gone && who.standing != state::starting) leave(who, out);
  who.standing = state::gone;  // one that is starting stands in no row yet
}

void pool_books::settle(const demand& tasks, time_point now, urgency how, pool_decisions& out) noexcept {
  const std::size_t waiting = tasks.waiting;
  // Before the backlog is looked at (DEF-16).
  while (surplus(waiting) && dismiss_one(out)) {
  }
  release_idle(waiting, now, out);
  if (waiting > 0 && looking_ == 0 && !parked_.empty()) {
    out.wake = parked_.front();
    set(*out.wake, state::looking);
  }
  obtain(tasks, now, how, out);
  out.drop = size_.quitting() && have() == 0 && waiting > 0;
}

// Those that have idled longest stand at the end (DEF-40).
void pool_books::release_idle(std::size_t waiting, time_point now, pool_decisions& out) noexcept {
  if (pace_.idle_timeout <= clock::duration{}) return;
  while (!parked_.empty() && have() > std::max<std::size_t>(size_.limits().min, waiting > 0 ? 1 : 0)) {
    const time_point due = parked_.back()->idle_since + pace_.idle_timeout;
    if (due > now) return out.call_at(due);
    leave(*parked_.back(), out);
    size_.settle_for(have());
  }
}

void pool_books::obtain(const demand& tasks, time_point now, urgency how, pool_decisions& out) noexcept {
  size_.raise(unserved(tasks), have());
  std::size_t missing = size_.missing(tasks.waiting > 0, have());
  if (missing == 0) return;
  if (how == urgency::normal && now < create_from_) return out.call_at(create_from_);
  if (how == urgency::normal && pace_.creation_interval > clock::duration{}) {
    create_from_ = now + pace_.creation_interval;
    if (missing > 1) out.call_at(create_from_);
    missing = 1;
  }
  out.obtain += missing;
  starting_ += missing;
}

// Tasks that no worker looks for, or will look for before it sleeps. A worker that stands here as busy may be between
// two tasks: so each has its own among those that are accepted and have not ended, or comes for one of them. What
// workers have ended is read after `tasks` was: so some may have taken, or ended, later tasks than these. But tasks
// start in the order in which they were accepted: then none of these waits any more.
std::size_t pool_books::unserved(const demand& tasks) const noexcept {
  const std::size_t coming = starting_ + looking_ + parked_.size();
  const std::size_t most = tasks.waiting - std::min(tasks.waiting, coming);
  if (most == 0 || at_most()) return most;
  const std::uint64_t served = ended() + tasks.dropped + have();
  return static_cast<std::size_t>(std::min<std::uint64_t>(most, tasks.accepted - std::min(tasks.accepted, served)));
}

std::uint64_t pool_books::ended() const noexcept {
  std::uint64_t count = ran_ + failed_;
  each([&](const pool_worker& who) { count += who.ended(); });
  return count;
}

bool pool_books::watching() const noexcept {
  if (!parked_.empty()) return looking_ == 0;
  return !size_.quitting() && have() < size_.most();
}

bool pool_books::unstaffed() const noexcept {
  return have() == 0 && size_.limits().max > 0;
}

team_statistics pool_books::statistics() const noexcept {
  team_statistics now;
  now.starting = starting_;
  now.idle = have() - starting_;
  now.ran = ran_;
  now.failed = failed_;
  each([&](const pool_worker& who) {
    now.ran += who.ran.load(std::memory_order_acquire);
    now.failed += who.failed.load(std::memory_order_acquire);
  });
  now.limits = size_.limits();
  return now;
}

void pool_books::leave(pool_worker& who, pool_decisions& out) noexcept {
  count(who.standing, -1);
  ran_ += who.ran.load(std::memory_order_acquire);
  failed_ += who.failed.load(std::memory_order_acquire);
  out.dismiss.splice(out.dismiss.end(), row_of(who.standing), who.place);
  who.standing = state::gone;
  who.orders.tell(order::leave);
}

bool pool_books::dismiss_one(pool_decisions& out) noexcept {
  if (!parked_.empty()) return leave(*parked_.front(), out), true;
  if (looking_ == 0) return false;
  const auto looks = [](const pool_worker_ptr& who) { return who->standing == state::looking; };
  return leave(**std::ranges::find_if(workers_, looks), out), true;
}

void pool_books::set(pool_worker& who, state now) noexcept {
  pool_worker_row& next = row_of(now);
  next.splice(next.begin(), row_of(who.standing), who.place);
  count(who.standing, -1);
  count(now, +1);
  who.standing = now;
  if (now == state::parked) who.orders.tell(order::wait);
  if (now == state::looking) who.orders.tell(order::look);
}

void pool_books::count(state which, int change) noexcept {
  if (which == state::busy) busy_ += static_cast<std::size_t>(change);
  if (which == state::looking) looking_ += static_cast<std::size_t>(change);
}

}  // namespace cadre
