// Where a team publishes its statistics, and others wait for them to change.

#pragma once

#include <functional>

#include "bell.hpp"
#include "cadre/team.hpp"
#include "guarded.hpp"

namespace cadre {

class board {
 public:
  explicit board(const team_statistics& first) : shown_(first) {}

  void publish(const team_statistics& news) {
    shown_.with([&](team_statistics& shown) { shown = news; });
    changed_.ring();
  }

  [[nodiscard]] team_statistics read() const {
    return shown_.with([](const team_statistics& shown) { return shown; });
  }

  void wait(const std::function<bool(const team_statistics&)>& condition) const {
    changed_.wait([&] { return condition(read()); });
  }

 private:
  mutable guarded<team_statistics> shown_;
  mutable bell changed_;
};

}  // namespace cadre
