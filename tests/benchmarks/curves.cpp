#include "curves.hpp"

#include <filesystem>
#include <map>
#include <sstream>

#include "files.hpp"
#include "machine.hpp"
#include "report.hpp"
#include "statistics.hpp"

namespace benchmarks {
namespace {

std::string table(const std::vector<row_result>& curve) {
  const std::vector<std::string> pools = pool_names(curve);
  std::ostringstream out;
  out << "place";
  for (const std::string& pool : pools) out << "\t\"" << pool << '"';
  out << '\n';
  for (const row_result& point : curve) {
    out << point.what.place;
    for (const std::string& pool : pools) {
      const measured* one = point.of(pool);
      out << '\t';
      one == nullptr ? out << '?' : out << median(one->values.front());
    }
    out << '\n';
  }
  return out.str();
}

}  // namespace

void write_curves(const std::string& folder, const std::vector<row_result>& results) {
  std::map<std::string, std::vector<row_result>> curves;
  for (const row_result& result : results)
    if (result.what.place != 0) curves[result.what.workload].push_back(result);
  const std::filesystem::path into = folder;
  std::filesystem::create_directories(into);
  write_file(into / "machine", [](std::ostream& out) { out << machine() << '\n'; });
  for (const auto& [name, points] : curves)
    write_file(into / (name + ".tsv"), [&, &points = points](std::ostream& out) { out << table(points); });
}

}  // namespace benchmarks
