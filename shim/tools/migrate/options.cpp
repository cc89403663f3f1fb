#include "options.hpp"

#include <CLI/CLI.hpp>

namespace migrate {
namespace {

constexpr const char* description =
    "Leads the sources of a program away from the removed members of threadpool::ThreadPool. They are read with clang, "
    "as\ntheir compile commands say; what counts is which member a name stands for, and not how it is spelled.";

constexpr const char* footer =
    R"(Commands read compile_commands.json: from the folder that -p gives, else from the nearest folder at or above the
first source, or the current folder, in itself or in "build" below it.

Exit status, the highest that applies:
  0  all is well; report: no use was found
  1  report: uses were found; fix: a file could not be written, or would not compile when moved; verify: uses are
     left, or the build failed; all: a source does not compile, which is named with its first error, and the rest is
     done, but that fix --move writes nothing then
  2  wrong usage, no clang, or a compile database that is missing or damaged: nothing is done

Example: threadpool-migrate fix -p build && threadpool-migrate fix -p build --review >rest.patch)";

std::string needs_text(const std::string& value) {
  return value.empty() ? "it has no value" : "";
}

void add_inputs(CLI::App& app, options& result) {
  app.add_option("SOURCE", result.sources, "Sources with a compile command; without any, all of them")->type_name("");
  app.add_option("-p", result.build, "The folder with compile_commands.json, or that file")
      ->type_name("BUILD")
      ->check(needs_text);
}

void add_root(CLI::App& app, options& result) {
  app.add_option("--root", result.root,
                 "Change nothing outside of this folder [the one that holds the compile database and its sources, or "
                 "the sources alone]")
      ->type_name("FOLDER")
      ->check(CLI::ExistingDirectory);
}

CLI::App& add_command(CLI::App& app, options& result, command what, const char* name, const char* purpose) {
  CLI::App& added = *app.add_subcommand(name, purpose);
  added.callback([&result, what] { result.what = what; });
  added.get_help_ptr()->description("Print this text and exit");
  return added;
}

void add_scan(CLI::App& app) {
  app.prefix_command()->get_option("--help")->description("Print this text and exit; threadpool-scan --help says more");
}

void add_report(CLI::App& app, options& result) {
  add_inputs(app, result);
  add_root(app, result);
  app.add_flag("--json", result.json, "Print one JSON document");
}

void add_fix(CLI::App& app, options& result) {
  add_inputs(app, result);
  add_root(app, result);
  auto* const dry = app.add_flag("--dry-run", result.dry_run, "Print as a patch what would be written; write nothing");
  app.add_flag("--review", result.review,
               "Print what is not safe enough as a patch, with the reason in the head of each hunk; write nothing. Run "
               "fix first: the patch is for the files as they are")
      ->excludes(dry);
  app.add_flag("--move", result.move,
               "Replace the class itself, by cadre::pool, in files of which nothing is left to be reviewed or done by "
               "hand: then they need the core alone. Files that one source reads go together. Needs all sources of the "
               "program; those that are named, with what goes with them, are changed");
  app.footer("Patches are for `patch -p1` in the folder of --root.");
}

void add_verify(CLI::App& app, options& result) {
  add_inputs(app, result);
  app.add_option("--command", result.build_command,
                 "Then run this by the shell, with -DTHREADPOOL_DISABLE_REMOVED in CXXFLAGS; it has to succeed")
      ->type_name("CMD")
      ->check(needs_text);
}

void add_commands(CLI::App& app, options& result) {
  app.require_subcommand(1);
  add_scan(
      add_command(app, result, command::scan, "scan", "What binaries use: runs threadpool-scan with all that follows"));
  add_report(add_command(app, result, command::report, "report", "List each use by file, line and column"), result);
  add_fix(add_command(app, result, command::fix, "fix", "Replace what is safe to replace, and list the rest"), result);
  add_verify(
      add_command(app, result, command::verify, "verify", "Show what does not compile without the removed members"),
      result);
}

}  // namespace

std::variant<options, int> parsed_options(int count, const char* const* words) {
  CLI::App app(description, "threadpool-migrate");
  options result;
  add_commands(app, result);
  app.set_version_flag("--version", "threadpool-migrate " CADRE_VERSION, "Print the version and exit");
  app.get_help_ptr()->description("Print this text and exit");
  app.footer(footer);
  try {
    app.parse(count, words);
    if (result.what == command::scan) result.scanned = app.get_subcommand("scan")->remaining();
    return result;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
}

}  // namespace migrate
