// The sum of any number of logs.
//
// Part of Cadre; terms in LICENSE at the top of the repository.
//
// Calls. A process that writes JSON counts its calls at each place: the highest count until its "total" is one run's,
// and the runs are added up. A log in words has the calls of all places of a member in the table at the process's end;
// the tables are added up. A process that was killed wrote no table: then each of its records counts as one call.
//
// Sites. Places that differ, over all logs. A log in words does not show all places of a member that has many: no
// member has fewer sites than one of the tables says.
//
// A place that two logs tell of, one in words and one as JSON, is two: words have no path that could show that the file
// is the same one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "log_entry.hpp"

namespace report {

struct place_uses {
  place where;
  std::string function;
  bool not_relinked = false;
  std::optional<std::uint64_t> calls;  ///< only JSON tells them place by place
};

struct member_uses {
  std::string id;
  std::string member;
  std::string replacement;
  bool known = true;  ///< to this version
  std::uint64_t sites = 0;
  std::uint64_t calls = 0;
  std::set<std::string> modules;
  std::vector<place_uses> places;
};

struct findings {
  std::vector<member_uses> members;  ///< those with the most calls first, then by ID
  std::size_t hidden_places = 0;
  std::set<std::string> hidden_modules;
};

/// There are more different places than there is room for.
class no_room : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class tally {
 public:
  static constexpr std::size_t usual_room = std::size_t{256} << 20;

  /// `ignored` are patterns for the names of files, as a shell has them: what is used in those is hidden. `room` is
  /// about how many bytes may be kept.
  explicit tally(std::vector<std::string> ignored = {}, std::size_t room = usual_room);

  /// Throws no_room where an entry needs more. What is new in it, a place or the run of a process, is not counted then;
  /// known places and runs go on being counted, and so does the total of any run at a known place.
  void add(const log_entry& entry);

  /// The entries after this are another log's.
  void end_of_log();

  [[nodiscard]] findings result() const;

 private:
  struct uses_of_place {
    std::string function;
    bool not_relinked = false;
    bool hidden = false;
    bool counted = false;          // as JSON does
    std::uint64_t ended_runs = 0;  // their calls
  };
  struct text_of_member {
    std::string member;
    std::string replacement;
  };
  struct uses_in_words {
    std::uint64_t calls_of_tables = 0;
    std::uint64_t most_sites = 0;  // of one table
    std::uint64_t records = 0;     // of calls
    bool any_shown = false;
    bool any_hidden = false;
  };
  using places = std::map<place, uses_of_place>;

  void count(const text_record& record);
  void count(const table_row& row);
  void count(const json_event& event);
  void count(const other_line&) noexcept {}

  places::value_type* entry_for(const use& what);
  std::uint64_t* open_run_of(const json_event& event, const place& where);
  bool know_member(const std::string& id, const std::string& member, const std::string& replacement);
  bool take(std::size_t bytes) noexcept;
  [[nodiscard]] bool is_ignored(const place& where) const;
  [[nodiscard]] std::map<const place*, std::uint64_t> open_calls() const;
  [[nodiscard]] member_uses named(const std::string& id) const;
  void add_places(std::map<std::string, member_uses>& members, findings& found) const;
  void add_words(std::map<std::string, member_uses>& members) const;

  std::vector<std::string> ignored_;
  std::size_t most_;
  std::size_t room_;
  bool left_out_ = false;  // something of the entry that is being added
  places places_;
  std::map<std::pair<std::uint64_t, const place*>, std::uint64_t> open_runs_;  // by process; the highest count
  std::map<std::string, text_of_member> texts_;                                // by ID
  std::map<std::string, uses_in_words> this_log_;                              // by ID
  std::map<std::string, uses_in_words> logs_;                                  // those that have ended
};

}  // namespace report
