#include "results.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace legacy_app {

void Results::add(const std::string& file, const Digest& digest) {
  const std::lock_guard lock(mutex_);
  digests_[file] = digest;
  ++count_;
  added_.notify_one();
}

void Results::add(Problem problem) {
  const std::lock_guard lock(mutex_);
  problems_.push_back(std::move(problem));
  ++count_;
  added_.notify_one();
}

void Results::wait(std::size_t count) {
  std::unique_lock lock(mutex_);
  added_.wait(lock, [&] { return count_ >= count; });
}

std::vector<Problem> Results::problems() const {
  std::vector<Problem> sorted = problems_;
  std::sort(sorted.begin(), sorted.end(),
            [](const Problem& a, const Problem& b) { return std::tie(a.path, a.reason) < std::tie(b.path, b.reason); });
  return sorted;
}

}  // namespace legacy_app
