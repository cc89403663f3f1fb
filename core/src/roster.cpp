#include "roster.hpp"

#include <algorithm>
#include <boost/thread/thread_only.hpp>
#include <iterator>
#include <stdexcept>

namespace cadre {

using guard = std::lock_guard<sync::mutex>;

// The place comes first: a thread that runs and has none could not be joined.
void roster::enter(const place_ptr& who, const std::function<std::unique_ptr<joinable>()>& start) {
  {
    const guard lock(mutex_);
    places_.push_back(who);
  }
  std::unique_ptr<joinable> thread;
  try {
    thread = start();
    if (!thread) throw std::runtime_error("cadre: the pool's thread factory gave no thread");
  } catch (...) {
    change([&] { std::erase(places_, who); });
    throw;
  }
  change([&] { who->thread = std::move(thread); });
}

void roster::leave(const place_ptr& who) {
  change([&] { who->leaving = true; });
}

void roster::end(const place_ptr& who) {
  change([&] {
    who->leaving = true;
    who->ended = true;
  });
}

void roster::reap() {
  places ended;
  {
    const guard lock(mutex_);
    ended = take([](const place& p) { return p.ended && p.thread; });
  }
  join(ended);
}

void roster::join_down_to(std::size_t count) {
  // A thread of another factory may be Boost's. Cut short, its join would leave it behind.
  const boost::this_thread::disable_interruption undisturbed;
  // A thread that is lost starts its successor before it ends: so after each round of joins look again.
  for (bool more = true; more;) {
    places leavers;
    changed_.wait([&] {
      const guard lock(mutex_);
      if (staying() > count) return false;
      leavers = take([](const place& p) { return p.leaving && p.thread; });
      more = !leavers.empty();
      return more || joining_ == 0;
    });
    join(leavers);
  }
}

bool roster::all_ended() {
  const guard lock(mutex_);
  return std::ranges::all_of(places_, [](const place_ptr& p) { return p->ended && p->thread; });
}

std::vector<stop_report::straggler> roster::stragglers(clock::time_point now) {
  std::vector<stop_report::straggler> found;
  const guard lock(mutex_);
  for (const place_ptr& p : places_)
    if (!p->ended) found.push_back({p->name, now - p->seen_.load(std::memory_order_relaxed)});
  return found;
}

template <class Change>
void roster::change(Change what) {
  {
    const guard lock(mutex_);
    what();
  }
  changed_.ring();
}

void roster::release() {
  places all;
  const guard lock(mutex_);
  all.swap(places_);
}

template <class Condition>
roster::places roster::take(Condition condition) {
  const auto first =
      std::stable_partition(places_.begin(), places_.end(), [&](const place_ptr& p) { return !condition(*p); });
  places taken(std::make_move_iterator(first), std::make_move_iterator(places_.end()));
  places_.erase(first, places_.end());
  joining_ += taken.size();
  return taken;
}

// One that leaves before its starter has handed in its thread cannot be joined yet.
std::size_t roster::staying() const {
  const auto stays = [](const place_ptr& p) { return !p->leaving || !p->thread; };
  return static_cast<std::size_t>(std::ranges::count_if(places_, stays));
}

void roster::join(const places& leavers) {
  for (const place_ptr& leaver : leavers) {
    try {
      leaver->thread->join();
    } catch (...) {
      report(errors_, std::current_exception());
    }
    leaver->thread.reset();
    change([&] { --joining_; });
  }
}

}  // namespace cadre
