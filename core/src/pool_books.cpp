#include "pool_books.hpp"

#include <algorithm>
#include <iterator>

namespace cadre {

// It is awake anyway: so it looks, if there is a task that no other one is looking for.
void pool_books::joined(pool_worker_row& one, std::size_t waiting) noexcept {
  --starting_;
  pool_worker& who = *one.front();
  if (who.now == state::gone) return;
  who.place = one.begin();
  who.now = state::parked;
  parked_.splice(parked_.begin(), one);
  if (waiting > looking_) set(who, state::looking);
}

// Not again at once, for it would fail again (DEF-01).
void pool_books::no_capacity(std::size_t missing) noexcept {
  starting_ -= missing;
  size_.settle_for(have());
  discouraged_ = true;
}

bool pool_books::staff() noexcept {
  if (!unstaffed()) return false;
  size_.raise(1, 0);
  ++starting_;
  return true;
}

bool pool_books::stays(pool_worker& who, std::size_t waiting, pool_decisions& out) noexcept {
  if (who.now != state::gone && surplus(waiting)) leave(who, out);
  return who.now != state::gone;
}

// One that looks is enough: when it finds a task, the next one is called.
void pool_books::looked(pool_worker& who, bool found, bool may_go_on) noexcept {
  const state idle = may_go_on && looking_ == 0 ? state::looking : state::parked;
  set(who, found ? state::busy : idle);
}

void pool_books::lost(pool_worker& who, pool_decisions& out) noexcept {
  encourage();
  if (who.now == state::busy) ++failed_;  // the task ended by force
  if (who.now != state::gone && who.now != state::starting) leave(who, out);
  who.now = state::gone;  // one that is starting stands in no row yet
}

void pool_books::settle(std::size_t waiting, pool_decisions& out) noexcept {
  // Before the backlog is looked at (DEF-16).
  while (surplus(waiting) && dismiss_one(out)) {
  }
  if (waiting > 0 && looking_ == 0 && !parked_.empty()) {
    out.wake = parked_.front();
    set(*out.wake, state::looking);
  }
  if (!discouraged_) {
    const std::size_t coming = starting_ + looking_ + parked_.size();
    size_.raise(waiting - std::min(waiting, coming), have());
    const std::size_t missing = size_.missing(waiting > 0, have());
    out.obtain += missing;
    starting_ += missing;
  }
  out.drop = size_.quitting() && have() == 0 && waiting > 0;
}

bool pool_books::watching() const noexcept {
  if (!parked_.empty()) return looking_ == 0;
  return !size_.quitting() && have() < size_.limits().max;
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
  for (const pool_worker_row* row : {&parked_, &workers_})
    for (const pool_worker_ptr& who : *row) {
      now.ran += who->ran.load(std::memory_order_acquire);
      now.failed += who->failed.load(std::memory_order_acquire);
    }
  now.limits = size_.limits();
  return now;
}

void pool_books::leave(pool_worker& who, pool_decisions& out) noexcept {
  count(who.now, -1);
  ran_ += who.ran.load(std::memory_order_acquire);
  failed_ += who.failed.load(std::memory_order_acquire);
  out.dismiss.splice(out.dismiss.end(), row_of(who.now), who.place);
  who.now = state::gone;
  who.orders.tell(order::leave);
}

bool pool_books::dismiss_one(pool_decisions& out) noexcept {
  if (!parked_.empty()) return leave(*parked_.front(), out), true;
  if (looking_ == 0) return false;
  const auto looks = [](const pool_worker_ptr& who) { return who->now == state::looking; };
  return leave(**std::ranges::find_if(workers_, looks), out), true;
}

void pool_books::set(pool_worker& who, state now) noexcept {
  pool_worker_row& next = row_of(now);
  next.splice(next.begin(), row_of(who.now), who.place);
  count(who.now, -1);
  count(now, +1);
  who.now = now;
  if (now == state::parked) who.orders.tell(order::wait);
  if (now == state::looking) who.orders.tell(order::look);
}

void pool_books::count(state which, int change) noexcept {
  if (which == state::busy) busy_ += static_cast<std::size_t>(change);
  if (which == state::looking) looking_ += static_cast<std::size_t>(change);
}

}  // namespace cadre
