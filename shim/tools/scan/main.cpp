// threadpool-scan BINARY... - what a binary uses of the members that the old ThreadPool loses. See the manual page.

#include <CLI/CLI.hpp>
#include <cerrno>
#include <exception>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "findings.hpp"
#include "report_json.hpp"
#include "report_text.hpp"
#include "scan_file.hpp"

namespace {

constexpr int bad_usage = 2;

constexpr const char* purpose =
    "Lists what ELF objects, archives, programs and libraries use of the members that threadpool::ThreadPool loses:\n"
    "direct uses, and hooks that a derived class overrides. Nothing is executed.\n";

constexpr const char* statuses =
    "Exit status: 0 no direct use and no override found; 1 some found; 2 bad usage, or a file cannot be read or is "
    "damaged;\n"
    "3 something is unknown, and nothing else was found. The first of 2, 1, 3, 0 that applies.\n"
    "Virtual calls to removed hooks through a pointer or reference are invisible to it.\n"
    "Example: threadpool-scan --json build/app build/*.o";

int run(int count, char** words) {
  CLI::App app(purpose, "threadpool-scan");
  std::vector<std::string> files;
  bool as_json = false;
  app.add_option("BINARY", files, "ELF files and archives")->required();
  app.add_flag("--json", as_json, "Print one JSON document");
  app.set_version_flag("--version", "threadpool-scan " CADRE_VERSION);
  app.footer(statuses);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bad_usage;
  }
  scan::findings all;
  for (const std::string& file : files) scan::scan_file(file, all);
  if (as_json)
    scan::write_json(std::cout, all);
  else
    scan::write_text(std::cout, all);
  std::cout.flush();
  const std::string why = std::generic_category().message(errno);
  scan::write_problems(std::cerr, all);
  if (std::cout) return scan::exit_status(all);
  std::cerr << "threadpool-scan: the report cannot be written: " << why << '\n';
  return bad_usage;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& error) {
    std::cerr << "threadpool-scan: " << error.what() << '\n';
    return bad_usage;
  }
}
