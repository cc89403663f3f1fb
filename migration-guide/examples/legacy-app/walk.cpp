#include "walk.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace legacy_app {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  explicit Walk(const std::string& folder) : folder_(folder) {}

  Listing run() {
    // Folders wait in a list of our own, not on the call stack: a tree may be deeper than that.
    pending_.emplace_back();
    while (!pending_.empty()) {
      const std::string below = std::move(pending_.back());
      pending_.pop_back();
      list(below);
    }
    return std::move(listing_);
  }

 private:
  void list(const std::string& below) {
    std::error_code error;
    fs::directory_iterator entries(join(folder_, below), error);
    while (!error && entries != fs::directory_iterator()) {
      sort(*entries, join(below, entries->path().filename().string()));
      entries.increment(error);
    }
    if (error) listing_.problems.push_back({join(folder_, below), error.message()});
  }

  void sort(const fs::directory_entry& entry, const std::string& name) {
    std::error_code error;
    if (entry.is_symlink(error)) return;
    if (!error && entry.is_directory(error)) pending_.push_back(name);
    if (!error && entry.is_regular_file(error)) listing_.files.push_back(name);
    if (error) listing_.problems.push_back({join(folder_, name), error.message()});
  }

  const std::string& folder_;
  std::vector<std::string> pending_;
  Listing listing_;
};

}  // namespace

Listing listFiles(const std::string& folder) {
  return Walk(folder).run();
}

std::string join(const std::string& folder, const std::string& entry) {
  if (folder.empty() || entry.empty()) return folder + entry;
  return folder.back() == '/' ? folder + entry : folder + '/' + entry;
}

}  // namespace legacy_app
