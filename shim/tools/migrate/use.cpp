#include "use.hpp"

#include <array>
#include <filesystem>

#include "../common/clean_text.hpp"
#include "cadre/shim/registry.hpp"

namespace migrate {

std::string_view name_of(use_kind kind) noexcept {
  constexpr std::array<std::string_view, 5> names = {"call", "override", "address", "using-declaration", "name"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string title(const use& what) {
  if (what.id.empty()) return what.name;
  return std::string(what.id) + ' ' + cadre::shim::shown_name(*cadre::shim::find_deprecation(what.id));
}

std::string shown_path(const std::string& file) {
  std::error_code none;
  const auto here = std::filesystem::current_path(none).string() + '/';
  return tools::clean(file.starts_with(here) ? std::string_view(file).substr(here.size()) : file);
}

std::string shown(const place& where) {
  return shown_path(where.file) + ':' + std::to_string(where.line) + ':' + std::to_string(where.column);
}

}  // namespace migrate
