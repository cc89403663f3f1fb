#include "team_books.hpp"

#include <algorithm>
#include <iterator>

namespace cadre {

team_books::team_books(team_limits limits) : size_(limits) {}

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
  size_.settle_for(have());
  if (size_.quitting() && have() == 0) drop_backlog(out);
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
  size_.grow(count);
  obtain_missing(out);
}

void team_books::shrink(std::size_t count, decisions& out) {
  size_.shrink(count, have());
  rebalance(out);
}

void team_books::set_limits(team_limits limits, decisions& out) {
  size_.set(limits, have());
  rebalance(out);
  raise_target();
  obtain_missing(out);
}

void team_books::quit(decisions& out) {
  size_.quit();
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
          .limits = size_.limits()};
}

// Before the backlog is looked at (DEF-16).
void team_books::dismiss_surplus(decisions& out) {
  while (!idle_.empty() && have() > size_.least(!backlog_.empty())) out.dismiss.push_back(idle_.pop_front());
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

void team_books::raise_target() {
  size_.raise(backlog_.size() - std::min(backlog_.size(), starting_), have());
}

void team_books::obtain_missing(decisions& out) {
  const std::size_t missing = size_.missing(!backlog_.empty(), have());
  out.obtain += missing;
  starting_ += missing;
}

void team_books::conclude(decisions& out) {
  if (!size_.quitting() || finished_ || have() > 0 || !backlog_.empty()) return;
  finished_ = true;
  out.finish = true;
}

void team_books::rebalance(decisions& out) {
  dismiss_surplus(out);
  hand_out(out);
  dismiss_surplus(out);
}

}  // namespace cadre
