#include "team_books.hpp"

#include <algorithm>
#include <iterator>

namespace cadre {

team_books::team_books(team_limits limits) : limits_(limits), target_(limits.min) {}

std::uint64_t team_books::submit(task work, decisions& out) {
  const std::uint64_t ticket = last_ticket_ + 1;
  backlog_.push_back({ticket, std::move(work)});
  last_ticket_ = ticket;
  ++accepted_;
  hand_out(out);
  raise_target();
  obtain_missing(out);
  return ticket;
}

task team_books::withdraw(std::uint64_t ticket) {
  const auto found = std::ranges::find(backlog_, ticket, &waiting_task::ticket);
  if (found == backlog_.end()) return {};
  task work = std::move(found->work);
  backlog_.erase(found);
  --accepted_;
  return work;
}

void team_books::joined(member_ptr who, decisions& out) {
  --starting_;
  idle_.push_front(std::move(who));
  rebalance(out);
}

// Asks for no other worker in place of the missing ones: they are asked for again at the next event
// that may do so (DEF-01).
void team_books::no_capacity(std::size_t missing, decisions& out) {
  starting_ -= missing;
  target_ = std::min(target_, have());
  if (quitting_ && have() == 0) drop_backlog(out);
}

void team_books::finished(const member_ptr& who, outcome how, decisions& out) {
  --busy_;
  ++(how == outcome::ran ? ran_ : failed_);
  idle_.push_front(who);
  rebalance(out);
}

void team_books::lost(const member_ptr& who, loss why, decisions& out) {
  if (why == loss::refused) {
    backlog_.push_front({who->ticket, {}});
    backlog_.front().work = std::move(who->current);
  } else {
    ++(why == loss::ended ? failed_ : dropped_);
  }
  --busy_;
  out.dismiss.push_back(who);
  rebalance(out);
  raise_target();
  obtain_missing(out);
}

void team_books::grow(std::size_t count, decisions& out) {
  target_ = limits_.max - std::min(target_, limits_.max) < count ? limits_.max : target_ + count;
  obtain_missing(out);
}

void team_books::shrink(std::size_t count, decisions& out) {
  const std::size_t now = std::min(target_, have());
  target_ = std::max(limits_.min, now - std::min(now, count));
  rebalance(out);
}

void team_books::set_limits(team_limits limits, decisions& out) {
  limits_ = limits;
  target_ = std::clamp(have(), limits_.min, limits_.max);
  rebalance(out);
  raise_target();
  obtain_missing(out);
}

void team_books::quit(decisions& out) {
  quitting_ = true;
  rebalance(out);
  obtain_missing(out);
}

std::size_t team_books::drop_backlog(decisions& out) {
  const std::size_t count = backlog_.size();
  out.drop.swap(backlog_);
  dropped_ += count;
  rebalance(out);
  return count;
}

team_statistics team_books::statistics() const {
  return {.idle = idle_.size(),
          .busy = busy_,
          .starting = starting_,
          .backlog = backlog_.size(),
          .accepted = accepted_,
          .ran = ran_,
          .failed = failed_,
          .dropped = dropped_,
          .limits = limits_};
}

/// The number of workers below which none leaves: the target; at least one while a task waits that may
/// run; and when quitting nothing but that.
std::size_t team_books::least() const {
  const bool needed = !backlog_.empty() && (limits_.max > 0 || quitting_);
  if (quitting_ && backlog_.empty()) return 0;
  return std::max({target_, quitting_ ? 0 : limits_.min, std::size_t{needed ? 1U : 0U}});
}

// Before the backlog is looked at (DEF-16).
void team_books::dismiss_surplus(decisions& out) {
  while (!idle_.empty() && have() > least()) out.dismiss.push_back(idle_.pop_front());
}

void team_books::hand_out(decisions& out) {
  while (!idle_.empty() && !backlog_.empty()) {
    member_ptr who = idle_.pop_front();
    who->current = std::move(backlog_.front().work);
    who->ticket = backlog_.front().ticket;
    backlog_.pop_front();
    ++busy_;
    out.hand_over.push_back(std::move(who));
  }
}

// One worker for each waiting task that none is on its way for, within the maximum. A team that was
// shrunk, and still has more than it should, first gets rid of those.
void team_books::raise_target() {
  const std::size_t unserved = backlog_.size() - std::min(backlog_.size(), starting_);
  const std::size_t now = have();
  if (unserved == 0 || now > target_) return;
  target_ = std::max(target_, now + std::min(unserved, limits_.max - std::min(now, limits_.max)));
}

void team_books::obtain_missing(decisions& out) {
  const std::size_t wanted = quitting_ ? (backlog_.empty() ? 0 : std::max<std::size_t>(have(), 1)) : least();
  if (have() >= wanted) return;
  const std::size_t missing = wanted - have();
  out.obtain += missing;
  starting_ += missing;
}

void team_books::conclude(decisions& out) {
  if (!quitting_ || finished_ || have() > 0 || !backlog_.empty()) return;
  finished_ = true;
  out.finish = true;
}

void team_books::rebalance(decisions& out) {
  dismiss_surplus(out);
  hand_out(out);
  dismiss_surplus(out);
}

}  // namespace cadre
