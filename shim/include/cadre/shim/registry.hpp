// cadre/shim/registry.hpp - every member of the old ThreadPool that is going away.
//
// Part of Cadre; terms in LICENSE at the top of the repository.
//
// This one table is what the log, the frozen header's marks and the migration guide are checked against.
// An ID stands for its member for good: rows are added at the end, an ID is never given a second meaning.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace cadre::shim {

/// What the shim does with a removed member.
enum class deprecation_kind {
  answered,    ///< the answer is exact at rest
  honoured,    ///< works as it did
  translated,  ///< routed to the operation of the core that has the same purpose
  dead,        ///< does nothing
  overridden,  ///< a subclass overrides a hook that is never called
};

/// The word for each kind, as reports have it.
inline constexpr std::array<std::string_view, 5> deprecation_kind_names = {"answered", "honoured", "translated", "dead",
                                                                           "overridden"};

constexpr std::string_view name_of(deprecation_kind kind) noexcept {
  return deprecation_kind_names[static_cast<std::size_t>(kind)];
}

/// One removed member. All texts are literals: they live as long as the process.
struct deprecation {
  std::string_view id;
  std::string_view member;
  deprecation_kind kind;
  std::string_view since;
  std::string_view removed_in;
  /// What to use instead, or "nothing", or "nothing: " and the reason why nothing is needed.
  std::string_view replacement;
  /// The heading in the migration guide.
  std::string_view anchor;
  /// What the shim does when the member is called; said in the log for dead members only.
  std::string_view effect = {};
};

inline constexpr std::array<deprecation, 37> deprecations = {{
    {"TPS001", "min()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).limits().min", "tps001"},
    {"TPS002", "max()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).limits().max", "tps002"},
    {"TPS003", "name()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).name()", "tps003"},
    {"TPS004", "started()", deprecation_kind::answered, "2.0", "3.0", "a flag of your own beside start and stop",
     "tps004"},
    {"TPS005", "joined()", deprecation_kind::answered, "2.0", "3.0", "a flag of your own beside start and stop",
     "tps005"},
    {"TPS006", "threads()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics()",
     "tps006"},
    {"TPS007", "workers()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics()",
     "tps007"},
    {"TPS008", "waiters()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics().idle",
     "tps008"},
    {"TPS009", "working()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics().busy",
     "tps009"},
    {"TPS010", "q()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics().backlog",
     "tps010"},
    {"TPS011", "dumpStats()", deprecation_kind::answered, "2.0", "3.0", "cadre::shim::pool_of(pool).statistics()",
     "tps011"},
    {"TPS012", "threadFactory()", deprecation_kind::honoured, "2.0", "3.0",
     "cadre::shim::pool_of(pool).set_thread_factory", "tps012"},
    {"TPS013", "setThreadFactory()", deprecation_kind::honoured, "2.0", "3.0",
     "cadre::shim::pool_of(pool).set_thread_factory", "tps013"},
    {"TPS014", "startAWorker()", deprecation_kind::translated, "2.0", "3.0",
     "adjustPoolsize, or cadre::shim::pool_of(pool).grow(1)", "tps014"},
    {"TPS015", "stopAWorker()", deprecation_kind::translated, "2.0", "3.0",
     "adjustPoolsize, or cadre::shim::pool_of(pool).shrink(1)", "tps015"},
    {"TPS016", "_startSomeWorkers()", deprecation_kind::translated, "2.0", "3.0",
     "nothing: waiting jobs get threads by themselves", "tps016"},
    {"TPS017", "q().put(job)", deprecation_kind::translated, "2.0", "3.0", "callInThread", "tps017"},
    {"TPS018", "q().put(WorkerStop)", deprecation_kind::translated, "2.0", "3.0", "adjustPoolsize", "tps018"},
    {"TPS019", "dispatch()", deprecation_kind::translated, "2.0", "3.0", "callInThread", "tps019"},
    {"TPS020", "dispatchWithCallback()", deprecation_kind::translated, "2.0", "3.0", "callInThreadWithCallback",
     "tps020"},
    {"TPS021", "currentThread()", deprecation_kind::translated, "2.0", "3.0", "std::this_thread", "tps021"},
    {"TPS022", "getState()", deprecation_kind::translated, "2.0", "3.0", "cadre::shim::pool_of(pool).limits()",
     "tps022"},
    {"TPS023", "setState()", deprecation_kind::translated, "2.0", "3.0", "adjustPoolsize", "tps023"},
    {"TPS024", "setMin()", deprecation_kind::translated, "2.0", "3.0", "adjustPoolsize", "tps024"},
    {"TPS025", "setMax()", deprecation_kind::translated, "2.0", "3.0", "adjustPoolsize", "tps025"},
    {"TPS026", "setName()", deprecation_kind::translated, "2.0", "3.0", "the constructor's name argument", "tps026"},
    {"TPS027", "setWorkers()", deprecation_kind::translated, "2.0", "3.0", "adjustPoolsize", "tps027"},
    {"TPS028", "q().get()", deprecation_kind::dead, "2.0", "3.0", "nothing: jobs are the pool's to take", "tps028",
     "does nothing"},
    {"TPS029", "q().get_nowait()", deprecation_kind::dead, "2.0", "3.0", "nothing: jobs are the pool's to take",
     "tps029", "does nothing"},
    {"TPS030", "_worker()", deprecation_kind::dead, "2.0", "3.0", "cadre::shim::pool_of(pool).set_thread_hooks",
     "tps030", "does nothing"},
    {"TPS031", "_workerState()", deprecation_kind::dead, "2.0", "3.0", "nothing", "tps031",
     "does nothing but call its scope"},
    {"TPS032", "ThreadSafeList", deprecation_kind::dead, "2.0", "3.0", "a container of your own under a mutex",
     "tps032", "does nothing: the list stays empty"},
    {"TPS033", "startAWorker()", deprecation_kind::overridden, "2.0", "3.0",
     "cadre::shim::pool_of(pool).set_thread_hooks", "tps033"},
    {"TPS034", "stopAWorker()", deprecation_kind::overridden, "2.0", "3.0",
     "cadre::shim::pool_of(pool).set_thread_hooks", "tps034"},
    {"TPS035", "_startSomeWorkers()", deprecation_kind::overridden, "2.0", "3.0",
     "nothing: waiting jobs get threads by themselves", "tps035"},
    {"TPS036", "_worker()", deprecation_kind::overridden, "2.0", "3.0", "cadre::shim::pool_of(pool).set_thread_hooks",
     "tps036"},
    {"TPS037", "currentThread()", deprecation_kind::overridden, "2.0", "3.0",
     "nothing: the pool counts its threads and lists none", "tps037"},
}};

/// The row of an ID; null if there is none.
constexpr const deprecation* find_deprecation(std::string_view id) noexcept {
  const auto* const found =
      std::find_if(deprecations.begin(), deprecations.end(), [id](const deprecation& each) { return each.id == id; });
  return found == deprecations.end() ? nullptr : found;
}

/// As tables call a member: a hook that is overridden is told apart from the same member, called.
inline std::string shown_name(std::string_view member, bool overridden) {
  return std::string(member) + (overridden ? " override" : "");
}

inline std::string shown_name(const deprecation& what) {
  return shown_name(what.member, what.kind == deprecation_kind::overridden);
}

/// What a use comes to: "use X", or "drop the call", with `dropped` as its end, and the reason why nothing is needed.
inline std::string advice(std::string_view replacement, std::string_view dropped) {
  constexpr std::string_view nothing = "nothing";
  if (!replacement.starts_with(nothing)) return "use " + std::string(replacement);
  return "drop " + std::string(dropped) + std::string(replacement.substr(nothing.size()));
}

}  // namespace cadre::shim
