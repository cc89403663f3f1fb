#include "report.hpp"

#include <iomanip>
#include <ostream>

namespace legacy_app {
namespace {

/// A path on one line: control characters and the backslash are written as \xNN.
std::string printable(const std::string& path) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string line;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && c != '\\') {
      line += c;
    } else {
      line += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return line;
}

const char* yesNo(bool value) {
  return value ? "yes" : "no";
}

void print(std::ostream& out, const Gauges& gauges) {
  out << "  " << std::left << std::setw(22) << gauges.moment << std::setw(8) << yesNo(gauges.started) << std::setw(6)
      << yesNo(gauges.joined) << std::right << std::setw(4) << gauges.min << std::setw(5) << gauges.max << std::setw(9)
      << gauges.workers << std::setw(9) << gauges.threads << std::setw(9) << gauges.working << std::setw(9)
      << gauges.waiters << std::setw(8) << gauges.queued << '\n';
}

void print(std::ostream& out, const std::string& file, const Digest& digest) {
  out << "  " << std::right << std::setw(12) << digest.size << std::setw(10) << digest.lines << "  " << std::hex
      << std::setfill('0') << std::setw(8) << digest.crc32 << std::dec << std::setfill(' ') << "  " << printable(file)
      << '\n';
}

}  // namespace

void print(std::ostream& out, const Report& report, const Results& results) {
  out << "Folder " << printable(report.folder) << "\n\n";

  out << "Gauges of the pool '" << report.pool << "'\n"
      << "  moment                started joined min  max  workers  threads  working  waiters  queued\n";
  for (const Gauges& gauges : report.gauges) print(out, gauges);

  Digest total;
  out << "\nFiles\n          size     lines  crc-32    path\n";
  for (const auto& [file, digest] : results.digests()) {
    print(out, file, digest);
    total.size += digest.size;
    total.lines += digest.lines;
  }
  out << '\n'
      << results.digests().size() << " files, " << total.size << " bytes, " << total.lines << " lines, "
      << results.problems().size() << " problems\n";
}

void print(std::ostream& out, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    out << "legacy-app: " << printable(problem.path) << ": " << problem.reason << '\n';
  }
}

}  // namespace legacy_app
