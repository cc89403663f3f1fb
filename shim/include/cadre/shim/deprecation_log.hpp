// cadre/shim/deprecation_log.hpp - which removed members a program still uses, and where.
//
// Part of Cadre; terms in LICENSE at the top of the repository.
//
// The shim counts each use of a removed member by its place: the return address of the call, or the class
// that overrides a hook. The first use of a member at a place is one record, unless a policy says otherwise: see
// deprecation_policy.hpp. A record goes to
//
// - the log: a line on stderr, through a spdlog logger that is the shim's own; the program's loggers are not touched.
// Of
//   one member at most 5 places get a line; or to the program's own sink in its place;
// - and, if the environment variable THREADPOOL_DEPRECATIONS_JSON is set, as a line of JSON to the file that it names,
// or
//   to the open file descriptor whose number it is. Each line is appended by one write, so processes may share a file.
//   The keys are those of deprecation.schema.json; threadpool-report reads such files and logs.
//
// When the process ends by `exit`, by `quick_exit` or by returning from main, a table of all uses follows in the log,
// and a line for each place in the file. A forked child counts and reports what it uses itself.
//
// The environment variable THREADPOOL_LOG_LEVEL (trace, debug, info, warning, error, off; default: info) is
// read once. `debug` also shows what the shim drops silently, `error` and `off` keep records and the table off
// stderr; a JSON file gets them all the same. THREADPOOL_DEBUG=1 makes the library say which one it is, and from which
// file, when it is loaded. Programs with raised privileges ignore all these variables.
//
// A place is where the call returns to: a call that the compiler made a jump, because nothing follows it, is
// put down to the caller's caller. Code that is loaded where unloaded code was counts as the same place.
//
// A log that cannot be written (a full disk, a closed pipe or descriptor) changes nothing for the program: no error, no
// signal, errno as it was.
//
// Thread safety: everything here, from any thread.
// Cost: a known place takes no lock and no memory. Without memory a first use goes unseen; the next is first.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cadre/shim/registry.hpp"

namespace cadre::shim {

/// How the module that uses a removed member was linked.
enum class client_vintage {
  unknown,
  legacy,    ///< against the legacy library; it only runs with the shim
  relinked,  ///< against the shim
};

/// The first use of a removed member at one place.
struct deprecation_record {
  deprecation what;
  /// The program or library that uses the member: a file's name, without folders. Empty for code that
  /// belongs to no file.
  std::string module = {};
  /// Where in the module the call is, as addr2line takes it; without a module, where in memory. 0 where a
  /// class overrides the member.
  std::uintptr_t offset = 0;
  /// The class that overrides the member; empty for a call.
  std::string class_name = {};
  client_vintage vintage = client_vintage::unknown;
  /// The module's file with its folders, and its build-id in hexadecimal digits; empty where there is none.
  std::string path = {};
  std::string build_id = {};
  /// The symbol, mangled, of the function with the call, if the module exports it. Empty on a pool's thread, where it
  /// is not looked up.
  std::string function = {};
  /// The system's number of the thread that used the member.
  std::uint64_t thread = 0;
  /// How often the member has been used at the place, this time included; 0 for an override that is never called.
  std::uint64_t calls = 0;
  /// The calls that led there, innermost first, as "module+0x1a2b"; only where the policy is `trace`.
  std::vector<std::string> callers = {};
};

/// The record in words, on one line, as the default log has it after "threadpool: ".
[[gnu::visibility("default")]] std::string to_string(const deprecation_record& record);

/// The record as one JSON object without a line break, as THREADPOOL_DEPRECATIONS_JSON has it for the event "use".
[[gnu::visibility("default")]] std::string to_json(const deprecation_record& record);

using deprecation_sink = std::function<void(const deprecation_record&)>;

/// Makes `sink` receive all records from now on, in place of the log; an empty one stands for the log.
/// Returns the sink before. Records of the past are not repeated: `deprecation_counts` has them.
///
/// The sink is called on the thread that uses the member, before the member does its work, by several
/// threads at once and under no lock; what it throws is ignored. It may use the pool, removed members too.
/// A record already on its way may still reach the sink before, also while this call returns. A sink must
/// be able to outlive main: it is not destroyed when the process ends.
[[gnu::visibility("default")]] deprecation_sink set_deprecation_sink(deprecation_sink sink);

/// What has been used of one member.
struct deprecation_count {
  deprecation what;
  std::uint64_t calls = 0;  ///< an override that is never called has none
  std::size_t sites = 0;    ///< the places of calls, and the classes that override it
};

/// All members used so far, ordered by ID. A use by another thread is counted if it happened before.
[[gnu::visibility("default")]] std::vector<deprecation_count> deprecation_counts();

/// Writes the table of `deprecation_counts` to stderr now; nothing if nothing was used.
[[gnu::visibility("default")]] void write_summary() noexcept;

/// Whether the table is written, once, when the process ends by `exit`, by `quick_exit` or by returning from main;
/// after the destructors of all static objects, where these run. It is, unless switched off here; a sink does not
/// change that.
[[gnu::visibility("default")]] void set_summary_at_exit(bool on) noexcept;

}  // namespace cadre::shim
