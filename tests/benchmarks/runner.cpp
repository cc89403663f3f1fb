#include "runner.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "workloads/stopwatch.hpp"

namespace benchmarks {
namespace {

/// On a terminal one line that changes; elsewhere one for each row.
class progress {
 public:
  explicit progress(std::string row) : row_(std::move(row)) {
    if (!terminal_) std::fprintf(stderr, "%s\n", row_.c_str());
  }
  ~progress() {
    if (terminal_) std::fprintf(stderr, "\r\033[K");
  }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  void show(const std::string& doing) const {
    if (terminal_) std::fprintf(stderr, "\r\033[K%s: %s", row_.c_str(), doing.c_str());
  }

 private:
  const bool terminal_ = isatty(STDERR_FILENO) == 1;
  std::string row_;
};

/// What a sample takes at best: other work on the machine makes some longer, none shorter. Asked again only while it
/// seems to take longer than `long_enough`, unless it is so much that nothing else can be the reason.
std::chrono::nanoseconds at_best(measure how, const setting& at, std::chrono::nanoseconds long_enough) {
  static constexpr int attempts = 4;
  std::chrono::nanoseconds best = std::chrono::nanoseconds::max();
  for (int i = 0; i < attempts && best > long_enough; ++i) {
    const stopwatch watch;
    how(at);
    best = std::min(best, watch.elapsed());
    if (best > 20 * long_enough) break;
  }
  return best;
}

/// So many tasks that a sample takes its time, on top of what it takes with hardly any: that is for starting and ending
/// threads. In steps, until a quarter of the time is reached, for the first tasks cost more than the rest.
std::size_t calibrated(const row& what, measure how, std::chrono::nanoseconds time) {
  setting at = what.at;
  if (what.most_tasks == 0) return at.tasks;
  const std::size_t fewest = std::max<std::size_t>(at.tasks, at.producers);
  at.tasks = fewest;
  const auto threads_alone = at_best(how, at, time / 4);
  while (at.tasks < what.most_tasks) {
    at.tasks *= 10;
    const auto took = at_best(how, at, threads_alone + time / 4) - threads_alone;
    if (took < time / 4) continue;
    at.tasks = static_cast<std::size_t>(static_cast<double>(at.tasks) * static_cast<double>(time.count()) /
                                        static_cast<double>(took.count()));
    break;
  }
  return std::clamp(at.tasks, fewest, what.most_tasks);
}

}  // namespace

const measured* row_result::of(const std::string& pool) const {
  const auto found =
      std::find_if(pools.begin(), pools.end(), [&](const measured& one) { return pool == one.pool->name; });
  return found == pools.end() ? nullptr : &*found;
}

row_result run(const row& what, const std::vector<const contestant*>& pools, const pace& at, const std::string& left) {
  const progress line(left + what.name());
  const auto time = std::chrono::duration_cast<std::chrono::nanoseconds>(at.sample * what.patience);
  row_result result{what, {}};
  for (const contestant* pool : pools) {
    if (pool->of(what.kind) == nullptr) continue;
    line.show("calibrating " + std::string(pool->name));
    result.pools.push_back({pool, calibrated(what, pool->of(what.kind), time), {}});
    result.pools.back().values.resize(what.figures.size());
  }
  const std::size_t rounds = what.max_rounds == 0 ? at.rounds : std::min(at.rounds, what.max_rounds);
  for (std::size_t round = 0; round < rounds; ++round) {
    line.show("round " + std::to_string(round + 1) + " of " + std::to_string(rounds));
    for (measured& one : result.pools) {
      setting here = what.at;
      here.tasks = one.tasks;
      const sample values = one.pool->of(what.kind)(here);
      for (std::size_t i = 0; i < what.figures.size(); ++i) one.values[i].push_back(values.at(i));
    }
  }
  return result;
}

}  // namespace benchmarks
