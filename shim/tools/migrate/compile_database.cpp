#include "compile_database.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "../report/whole_file.hpp"
#include "bad_input.hpp"
#include "shell_words.hpp"

namespace migrate {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t largest = std::size_t{1} << 30;
constexpr std::string_view file_name = "compile_commands.json";
constexpr std::string_view remedy =
    "CMake writes it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, `bear -- make` for other builds; -p says in which folder "
    "it is";

[[noreturn]] void refuse(const std::string& text) {
  throw bad_input(text);
}

fs::path found_at(const fs::path& named) {
  fs::path file = fs::is_directory(named) ? named / file_name : named;
  if (!fs::exists(file)) refuse("there is no " + file.string() + ": " + std::string(remedy));
  return file;
}

fs::path found_above(const fs::path& start) {
  std::string tried;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    for (const fs::path& file : {folder / file_name, folder / "build" / file_name})
      if (fs::exists(file)) return file;
    tried += (tried.empty() ? "" : ", ") + folder.string();
    if (folder == folder.parent_path()) break;
  }
  refuse("there is no " + std::string(file_name) + " in any of these folders, nor in build below them: " + tried +
         ". " + std::string(remedy));
}

std::string text_of(const std::string& name) {
  try {
    auto text = report::read_whole(name, largest);
    if (text) return std::move(*text);
  } catch (const std::exception& error) {
    refuse(std::string(error.what()) + ": " + std::string(remedy));
  }
  refuse("cannot read " + name + ": it has gone");
}

json parsed(const std::string& name) {
  try {
    json all = json::parse(text_of(name));
    if (!all.is_array()) refuse(name + " is no list of compile commands: write it anew; " + std::string(remedy));
    return all;
  } catch (const json::exception& error) {
    refuse(name + " is damaged: " + error.what() + ". Write it anew; " + std::string(remedy));
  }
}

std::vector<std::string> arguments_of(const json& entry) {
  if (entry.contains("arguments")) return entry["arguments"].get<std::vector<std::string>>();
  return shell_words(entry.at("command").get<std::string>());
}

compilation compilation_of(const json& entry) {
  compilation result;
  result.directory = entry.at("directory").get<std::string>();
  result.file = (fs::path(result.directory) / entry.at("file").get<std::string>()).lexically_normal().string();
  result.arguments = arguments_of(entry);
  if (result.arguments.empty()) throw std::runtime_error("the command is empty");
  return result;
}

// The frozen header is C++: what is compiled as something else has no use of it.
bool is_cpp(const compilation& each) {
  static const std::set<std::string> others = {".c", ".s", ".S", ".asm", ".f", ".F", ".f90", ".rc", ".m", ".rs", ".go"};
  if (!others.contains(fs::path(each.file).extension().string())) return true;
  return std::find(each.arguments.begin(), each.arguments.end(), "c++") != each.arguments.end() ||
         std::find(each.arguments.begin(), each.arguments.end(), "-xc++") != each.arguments.end();
}

std::string real(const fs::path& file) {
  std::error_code none;
  const fs::path result = fs::weakly_canonical(file, none);
  return none ? file.string() : result.string();
}

bool same_command(const compilation& one, const compilation& other) {
  return std::tie(one.file, one.directory, one.arguments) == std::tie(other.file, other.directory, other.arguments);
}

bool is_at_or_below(const fs::path& file, const fs::path& folder) {
  const auto rest = file.lexically_relative(folder);
  return !rest.empty() && *rest.begin() != "..";
}

fs::path common_folder(const std::vector<compilation>& all) {
  std::optional<fs::path> common;
  for (const compilation& each : all) {
    const fs::path folder = fs::path(real(each.file)).parent_path();
    if (!common) common = folder;
    while (!is_at_or_below(folder, *common)) common = common->parent_path();
  }
  return common.value_or("/");
}

}  // namespace

compile_database compile_database::open(const std::string& build, const std::string& start) {
  compile_database result;
  result.name_ = real(build.empty() ? found_above(fs::absolute(start)) : found_at(build));
  std::size_t number = 0;
  for (const json& entry : parsed(result.name_)) {
    ++number;
    try {
      result.all_.push_back(compilation_of(entry));
    } catch (const std::exception& error) {
      refuse(result.name_ + " is damaged: entry " + std::to_string(number) + ": " + error.what() + ". Write it anew; " +
             std::string(remedy));
    }
  }
  std::erase_if(result.all_, [](const compilation& each) { return !is_cpp(each); });
  if (result.all_.empty()) refuse(result.name_ + " has no C++ source: was the project configured?");
  return result;
}

std::vector<compilation> compile_database::of(const std::vector<std::string>& sources) const {
  std::vector<compilation> result;
  const auto add = [&result](const compilation& each) {
    if (std::none_of(result.begin(), result.end(), [&](const auto& other) { return same_command(each, other); }))
      result.push_back(each);
  };
  if (sources.empty()) std::for_each(all_.begin(), all_.end(), add);
  for (const std::string& source : sources) {
    const std::string wanted = real(fs::absolute(source));
    bool known = false;
    for (const compilation& each : all_) {
      if (real(each.file) != wanted) continue;
      known = true;
      add(each);
    }
    if (!known)
      refuse(name_ + " has no command for " + source +
             ": name sources that are compiled; headers are read with the sources that include them");
  }
  return result;
}

std::string compile_database::project_root() const {
  const fs::path sources = common_folder(all_);
  const fs::path folder = fs::path(name_).parent_path();
  if (is_at_or_below(sources, folder)) return folder.string();
  if (folder.has_relative_path() && folder.parent_path().has_relative_path() &&
      is_at_or_below(sources, folder.parent_path()))
    return folder.parent_path().string();
  return sources.string();
}

}  // namespace migrate
