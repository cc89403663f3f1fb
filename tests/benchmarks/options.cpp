#include "options.hpp"

#include <charconv>
#include <stdexcept>

namespace benchmarks {
namespace {

std::size_t number(const std::string& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0)
    throw std::invalid_argument("'" + text + "' is no number above 0");
  return value;
}

}  // namespace

const char* const usage =
    "benchmarks [OPTION...] - measures pools against each other; prints a table in Markdown\n"
    "  --quick        short samples, small plan: under 3 minutes\n"
    "  --rounds N     how often each pool is measured\n"
    "  --only REGEX   only what matches, somewhere in ROW/POOL; boost::asio is always measured\n"
    "  --json FILE    writes the results there as well\n"
    "  --gates FILE   compares with the limits in it\n"
    "  --curves DIR   writes a table for each curve there\n"
    "  --list         prints the names ROW/POOL and measures nothing\n";

options parsed(const std::vector<std::string>& arguments) {
  options result;
  for (auto at = arguments.begin(); at != arguments.end(); ++at) {
    const auto value = [&] {
      if (at + 1 == arguments.end()) throw std::invalid_argument(*at + " needs a value");
      return *++at;
    };
    if (*at == "--quick") {
      result.quick = true;
    } else if (*at == "--list") {
      result.list = true;
    } else if (*at == "--help" || *at == "-h") {
      result.help = true;
    } else if (*at == "--rounds") {
      result.rounds = number(value());
    } else if (*at == "--only") {
      result.only = std::regex(value());
    } else if (*at == "--json") {
      result.json = value();
    } else if (*at == "--gates") {
      result.gates = value();
    } else if (*at == "--curves") {
      result.curves = value();
    } else {
      throw std::invalid_argument("unknown argument '" + *at + "'");
    }
  }
  return result;
}

}  // namespace benchmarks
