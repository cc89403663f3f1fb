#include "cadres_headers.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace migrate {
namespace {

constexpr std::array<std::string_view, 2> shim_headers = {"threadpool/ThreadPool.h", "cadre/shim/pool_of.hpp"};
constexpr std::array<std::string_view, 3> all_headers = {"threadpool/ThreadPool.h", "cadre/shim/pool_of.hpp",
                                                         "cadre/pool.hpp"};

}  // namespace

bool is_cadres(clang::FileID file, const source_places& places) {
  const std::string path = places.path(file);
  for (const std::string_view folder : {"/threadpool/", "/cadre/"}) {
    const std::size_t at = path.rfind(folder);
    if (at == path.npos) continue;
    const std::filesystem::path root = path.substr(0, at);
    if (std::any_of(all_headers.begin(), all_headers.end(),
                    [&](std::string_view header) { return std::filesystem::exists(root / header); }))
      return true;
  }
  return false;
}

std::vector<clang::FileID> program_files(const clang::SourceManager& manager, const source_places& places) {
  std::vector<clang::FileID> result;
  std::set<std::string> seen;
  for (auto each = manager.fileinfo_begin(); each != manager.fileinfo_end(); ++each) {
    const clang::FileID file = manager.translateFile(each->first);
    if (file.isInvalid() || manager.isInSystemHeader(manager.getLocForStartOfFile(file))) continue;
    if (!is_cadres(file, places) && seen.insert(places.path(file)).second) result.push_back(file);
  }
  return result;
}

std::vector<include_line> shim_includes(std::string_view text) {
  std::vector<include_line> result = include_lines(text);
  std::erase_if(result, [](const include_line& each) {
    return std::find(shim_headers.begin(), shim_headers.end(), each.named.substr(1, each.named.size() - 2)) ==
           shim_headers.end();
  });
  return result;
}

}  // namespace migrate
