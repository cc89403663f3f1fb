#include "choices.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace schedule {

std::size_t choices::choose(std::size_t count, bool preempts) {
  made_.push_back(decide(count, preempts));
  return made_.back();
}

bool choices::advance() {
  made_.clear();
  return next();
}

std::string choices::trail() const {
  std::string text;
  for (std::size_t position = 0; position < made_.size(); ++position) {
    if (made_[position] == 0) continue;
    if (!text.empty()) text += ',';
    text += std::to_string(position) + ':' + std::to_string(made_[position]);
  }
  return text.empty() ? "0:0" : text;
}

std::size_t all_choices::decide(std::size_t count, bool preempts) {
  if (used_.deviations == most_.deviations || (preempts && used_.preemptions == most_.preemptions)) return 0;
  if (depth_ == path_.size()) path_.push_back({0, count});
  const std::size_t chosen = path_[depth_++].chosen;
  if (chosen > 0) ++used_.deviations;
  if (chosen > 0 && preempts) ++used_.preemptions;
  return chosen;
}

bool all_choices::next() {
  depth_ = 0;
  used_ = {};
  while (!path_.empty() && path_.back().chosen + 1 == path_.back().count) path_.pop_back();
  if (path_.empty()) return false;
  ++path_.back().chosen;
  return true;
}

std::size_t random_choices::decide(std::size_t count, bool preempts) {
  if (preempts && chance_() % seldom_ != 0) return 0;
  return chance_() % count;
}

bool random_choices::next() {
  if (left_ <= 1) return false;
  --left_;
  ++seed_;
  reseed();
  return true;
}

// Some faults need threads that hardly make a step before another one does, some need long runs.
void random_choices::reseed() {
  static constexpr std::array<std::uint32_t, 4> rates{2, 5, 12, 30};
  chance_.seed(seed_);
  seldom_ = rates[seed_ % rates.size()];
}

replayed_choices::replayed_choices(const std::string& trail) {
  std::istringstream in(trail);
  std::size_t position = 0;
  std::size_t chosen = 0;
  char between = 0;
  while (in >> position >> between >> chosen) {
    trail_[position] = chosen;
    in >> between;
  }
}

std::size_t replayed_choices::decide(std::size_t count, bool) {
  const auto found = trail_.find(position_++);
  return found == trail_.end() ? 0 : std::min(found->second, count - 1);
}

}  // namespace schedule
