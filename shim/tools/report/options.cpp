#include "options.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string_view>
#include <system_error>

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

Exit status, the highest that applies:
  0  all is well, also when nothing was found
  1  the ratchet failed: there are new or stale entries
  2  wrong usage, a file that cannot be read or written, or a damaged line: named with file, line and byte; the rest is
     read and reported, but no baseline is changed)";

std::string needs_text(const std::string& value) {
  return value.empty() ? "it has no value" : "";
}

/// An option with one value each time it is given, so that the words behind it are logs.
CLI::Option* add_pattern_option(CLI::App& app, options& result) {
  return app
      .add_option("--ignore-module", result.ignored_modules,
                  "Hide what files of this name use; a pattern as in a shell, also for whole paths. May be repeated")
      ->type_name("GLOB")
      ->check(needs_text)
      ->allow_extra_args(false);
}

std::string needs_words(const std::string& reason) {
  return reason.find_first_not_of(" \t") == std::string::npos ? "a reason is needed" : "";
}

void add_ratchet_options(CLI::App& app, options& result) {
  auto* const baseline =
      app.add_option("--baseline", result.baseline, "Fail if the uses are not those that FILE accepts")
          ->type_name("FILE")
          ->check(needs_text);
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
  app.add_option("--html", result.html, "Also write a page for browsers, complete in itself")
      ->type_name("FILE")
      ->check(needs_text);
  app.add_option("--guide", result.guide, "Where links to the migration guide lead")
      ->type_name("URL")
      ->check(needs_text)
      ->capture_default_str();
  add_pattern_option(app, result);
  add_ratchet_options(app, result);
  app.set_version_flag("--version", "threadpool-report " CADRE_VERSION, "Print the version and exit");
  app.get_help_ptr()->description("Print this text and exit");
}

bool takes_value(const CLI::App& app, const std::string& word) {
  const CLI::Option* const option = word.starts_with("--") ? app.get_option_no_throw(word) : nullptr;
  return option != nullptr && option->get_items_expected_min() > 0;
}

/// For a value that is missing behind "=" CLI11 takes the next word: "--html= a.log" would write over the log.
void require_values(const CLI::App& app, int count, const char* const* words) {
  for (int at = 1; at < count && std::string_view(words[at]) != "--"; ++at) {
    const std::string word = words[at];
    if (word.starts_with("--") && word.find('=') == word.size() - 1)
      throw CLI::ArgumentMismatch(word.substr(0, word.size() - 1) + " has no value");
    if (takes_value(app, word)) ++at;
  }
}

bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code missing;
  return one == other || std::filesystem::equivalent(one, other, missing);
}

/// What is written must not be what is read.
void require_other_file(const std::string& option, const std::string& written, const std::vector<std::string>& read) {
  for (const std::string& each : read)
    if (!written.empty() && is_same_file(written, each == "-" ? "/dev/stdin" : each))
      throw CLI::ValidationError(option, written + " is one of the files to read: name another one");
}

void require_other_files(const options& wanted) {
  require_other_file("--html", wanted.html, wanted.logs);
  require_other_file("--html", wanted.html, {wanted.baseline});
  require_other_file("--baseline", wanted.baseline, wanted.logs);
}

}  // namespace

std::variant<options, int> parsed_options(int count, const char* const* words) {
  CLI::App app(description, "threadpool-report");
  options result;
  result.guide = CADRE_DOC_DIR "/migration-guide/README.md";
  add_options(app, result);
  app.footer(footer);
  try {
    require_values(app, count, words);
    app.parse(count, words);
    require_other_files(result);
    return result;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
}

}  // namespace report
