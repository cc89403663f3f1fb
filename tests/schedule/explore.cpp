#include "explore.hpp"

#include <signal.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "choices.hpp"
#include "scheduler.hpp"

namespace schedule {
namespace {

std::uint32_t first_seed() {
  const char* const seed = std::getenv("CADRE_SCHEDULE_SEED");
  return seed != nullptr ? static_cast<std::uint32_t>(std::stoul(seed)) : 1;
}

std::unique_ptr<choices> chosen(plan how, const char* trail) {
  if (trail != nullptr) return std::make_unique<replayed_choices>(trail);
  if (how.random > 0) return std::make_unique<random_choices>(first_seed(), how.random);
  return std::make_unique<all_choices>(how.preemptions, how.deviations);
}

/// While it lives, a thread of the scenario that crashes ends its schedule, which is then reported as any other
/// failure.
class crash_watch {
 public:
  crash_watch() {
    struct sigaction ours {};
    ours.sa_handler = [](int number) { fail("crash: signal " + std::to_string(number)); };
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &ours, &before_[i]);
  }
  ~crash_watch() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
  }
  crash_watch(const crash_watch&) = delete;
  crash_watch& operator=(const crash_watch&) = delete;

 private:
  static constexpr std::array<int, 3> signals{SIGSEGV, SIGBUS, SIGABRT};
  std::array<struct sigaction, signals.size()> before_{};
};

std::string reach(plan how) {
  if (how.random > 0) return "by chance";
  return "all with " + std::to_string(how.preemptions) + " preemptions, " + std::to_string(how.deviations) +
         " deviations at most";
}

}  // namespace

void explore(plan how, const std::function<void()>& scenario) {
  const char* const trail = std::getenv("CADRE_SCHEDULE");
  const std::string name = boost::unit_test::framework::current_test_case().full_name();
  const auto by = chosen(how, trail);
  const crash_watch watched;
  std::uint64_t steps = 0;
  std::size_t schedules = 0;
  do {
    const outcome one = run(scenario, *by, trail != nullptr);
    ++schedules;
    steps += one.steps;
    if (one.failure) {
      BOOST_ERROR("schedule " << schedules << " of " << name << " failed: " << *one.failure
                              << "  replay: CADRE_SCHEDULE=" << by->trail() << " schedule_test --run_test=" << name);
      return;
    }
  } while (by->advance());
  std::cout << name << ": " << schedules << " schedules (" << (trail != nullptr ? "replayed" : reach(how)) << "), "
            << steps << " steps" << std::endl;
  BOOST_TEST(schedules > 0U);
}

}  // namespace schedule
