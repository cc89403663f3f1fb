// What a loop has accepted: calls, and calls for later.

#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <optional>

#include "cadre/clock.hpp"
#include "cadre/task.hpp"
#include "guarded.hpp"

namespace cadre {

/// Anybody adds; whoever drives the loop takes. A turn is what was there when it began: its calls first, then what is
/// due. If the driver is ended by force in the middle, the next one goes on with the same turn. Tasks stand in nodes
/// that change hands under the lock: so none is moved there, which would be code of the user's.
class loop_queue {
 public:
  using time_point = clock::time_point;

  /// Throws already_quit.
  void add(task work);
  void add_at(time_point when, task work);
  /// Nothing can be added any more. False if that was so already.
  bool close();
  [[nodiscard]] bool closed();

  // For the driver alone.
  void begin_turn();
  /// The oldest of the turn; an empty task if there is none.
  task take();
  /// The oldest of those that came since.
  task take_waiting();
  /// Adds to the turn what is due.
  void admit_due(time_point now);
  /// Calls wait for a turn.
  [[nodiscard]] bool waiting();
  [[nodiscard]] std::optional<time_point> next_due();
  [[nodiscard]] bool empty();
  /// Takes out one that is not due; an empty task if there is none.
  task take_undue(time_point now);
  /// Takes out any; an empty task if there is none.
  task take_any();

 private:
  using row = std::list<task>;
  using calendar = std::multimap<time_point, task>;  // equal times stay in the order of insertion
  struct content {
    row waiting;
    calendar later;
    bool closed = false;
  };
  static row split_first(row& from);
  static calendar::node_type extract(calendar& from, calendar::iterator which);
  static task open(row one);
  static task open(calendar::node_type one);

  guarded<content> content_;
  // The turn; the driver's own.
  row turn_;
  calendar due_;
};

}  // namespace cadre
