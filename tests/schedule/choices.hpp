// choices.hpp - who decides what happens next: all possibilities in turn, chance, or a trail that was written down.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace schedule {

/// A schedule is the list of its choices; its trail is a text that brings it back. Choice 0 is what happens if nobody
/// interferes, and is left out of the trail.
class choices {
 public:
  virtual ~choices() = default;

  /// One of `count` possibilities. If `preempts`, all but the first take the turn from a thread that could go on.
  std::size_t choose(std::size_t count, bool preempts);
  /// To the next schedule; false if there is none.
  bool advance();
  /// Of the schedule so far: "17:1,45:2" means possibility 1 at the choice 17, and so on.
  [[nodiscard]] std::string trail() const;

 private:
  virtual std::size_t decide(std::size_t count, bool preempts) = 0;
  virtual bool next() = 0;
  std::vector<std::size_t> made_;
};

/// Every schedule that differs at most `deviations` times from what happens if nobody interferes, and takes the turn
/// from a thread at most `preemptions` of these times; depth first.
class all_choices final : public choices {
 public:
  all_choices(unsigned preemptions, unsigned deviations) : most_{preemptions, deviations} {}

 private:
  struct open {
    std::size_t chosen;
    std::size_t count;
  };
  std::size_t decide(std::size_t count, bool preempts) override;
  bool next() override;

  struct bounds {
    unsigned preemptions = 0;
    unsigned deviations = 0;
  };
  const bounds most_;
  bounds used_;
  std::vector<open> path_;
  std::size_t depth_ = 0;
};

/// `schedules` of them, by chance; from one seed always the same ones.
class random_choices final : public choices {
 public:
  random_choices(std::uint32_t seed, std::size_t schedules) : seed_(seed), left_(schedules) { reseed(); }

 private:
  std::size_t decide(std::size_t count, bool preempts) override;
  bool next() override;
  void reseed();

  std::uint32_t seed_;
  std::size_t left_;
  std::mt19937 chance_;
  std::uint32_t seldom_ = 2;  // one of so many steps takes the turn from a thread
};

/// One schedule, from its trail.
class replayed_choices final : public choices {
 public:
  explicit replayed_choices(const std::string& trail);

 private:
  std::size_t decide(std::size_t count, bool preempts) override;
  bool next() override { return false; }
  std::map<std::size_t, std::size_t> trail_;
  std::size_t position_ = 0;
};

}  // namespace schedule
