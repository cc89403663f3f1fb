#include "options.hpp"

#include <CLI/CLI.hpp>

namespace report {
namespace {

constexpr const char* description =
    "Reads what relinked programs log of removed ThreadPool members and shows, member by member, how often each is "
    "used,\n"
    "by which modules, and what to use instead.";

constexpr const char* footer =
    R"(A LOG may be text, with anything in front of "threadpool: ", or the JSON lines of THREADPOOL_DEPRECATIONS_JSON, or
both in one file; "-" is standard input. Several logs are added up. Give each log in one form only: uses that are there
as text and as JSON count twice.

The ratchet. --baseline FILE compares the logs with the uses that FILE accepts, told apart by ID, module and function. A
use that FILE does not have is new, an entry without a use is stale; both fail, each with its remedy on standard error.
  --update                        takes stale entries out of FILE; refused as a whole if there are new uses
  --update --allow-growth=REASON  takes new uses in as well, or makes FILE; date and reason are kept in it
Functions are known from JSON logs, and from files that are still where they were when the log was written. What
--ignore-module hides, neither the tables nor the ratchet see.

Exit status:
  0  all is well, also when nothing was found
  1  the ratchet failed: there are new or stale entries
  2  wrong usage, a file that cannot be read or written, or a damaged line: named with file, line and byte; the rest is
     read and reported, but no baseline is changed)";

/// An option with one value each time it is given, so that the words behind it are logs.
CLI::Option* add_pattern_option(CLI::App& app, options& result) {
  return app
      .add_option("--ignore-module", result.ignored_modules,
                  "Hide what files of this name use; a pattern as in a shell, also for whole paths. May be repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
}

std::string needs_words(const std::string& reason) {
  return reason.find_first_not_of(" \t") == std::string::npos ? "a reason is needed" : "";
}

void add_ratchet_options(CLI::App& app, options& result) {
  auto* const baseline =
      app.add_option("--baseline", result.baseline, "Fail if the uses are not those that FILE accepts")
          ->type_name("FILE");
  auto* const update = app.add_flag("--update", result.update, "Write FILE anew; it may only become smaller");
  update->needs(baseline);
  app.add_option("--allow-growth", result.allow_growth, "With --update: it may also grow, or be made")
      ->type_name("REASON")
      ->check(needs_words)
      ->needs(update);
}

void add_options(CLI::App& app, options& result) {
  app.add_option("LOG", result.logs, "The logs")->required()->type_name("");
  app.add_flag("--json", result.json, "Print all that is known as JSON, in place of the table");
  app.add_option("--html", result.html, "Also write a page for browsers, complete in itself")->type_name("FILE");
  app.add_option("--guide", result.guide, "Where links to the migration guide lead")
      ->type_name("URL")
      ->capture_default_str();
  add_pattern_option(app, result);
  add_ratchet_options(app, result);
  app.set_version_flag("--version", "threadpool-report " CADRE_VERSION, "Print the version and exit");
  app.get_help_ptr()->description("Print this text and exit");
}

}  // namespace

std::variant<options, int> parsed_options(int count, const char* const* words) {
  CLI::App app(description, "threadpool-report");
  options result;
  result.guide = CADRE_DOC_DIR "/migration-guide/README.md";
  add_options(app, result);
  app.footer(footer);
  try {
    app.parse(count, words);
    return result;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
}

}  // namespace report
