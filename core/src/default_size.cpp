#include "cadre/default_size.hpp"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <thread>

namespace cadre {
namespace {

constexpr double no_quota = std::numeric_limits<double>::infinity();

std::size_t by_affinity() noexcept {
  // Of more processors than a cpu_set_t holds the call says nothing; then all of them count.
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof usable, &usable) == 0) return static_cast<std::size_t>(CPU_COUNT(&usable));
  return std::thread::hardware_concurrency();
}

template <class Value>
std::optional<Value> first_word(std::istream& from) {
  Value value;
  if (from >> value) return value;
  return std::nullopt;
}

/// Version 2: "max 100000" or "150000 100000".
double quota_of_v2(const std::string& folder) {
  std::ifstream file(folder + "/cpu.max");
  double quota = 0;
  double period = 0;
  return file >> quota >> period && quota > 0 && period > 0 ? quota / period : no_quota;
}

/// Version 1: -1 is no quota.
double quota_of_v1(const std::string& folder) {
  std::ifstream quota_file(folder + "/cpu.cfs_quota_us");
  std::ifstream period_file(folder + "/cpu.cfs_period_us");
  const auto quota = first_word<double>(quota_file);
  const auto period = first_word<double>(period_file);
  return quota && period && *quota > 0 && *period > 0 ? *quota / *period : no_quota;
}

/// The least of a group and all those above it. Inside a container the path may be the one outside; then only what
/// exists counts, the mount point at least.
template <class Quota>
double least_quota(const std::string& mount, std::string group, Quota quota_of) {
  double least = no_quota;
  while (true) {
    least = std::min(least, quota_of(mount + group));
    const auto slash = group.rfind('/');
    if (slash == std::string::npos) return least;
    group.erase(slash);
  }
}

bool holds_cpu(const std::string& controllers) {
  std::istringstream list(controllers);
  for (std::string one; std::getline(list, one, ',');)
    if (one == "cpu") return true;
  return false;
}

/// A line of /proc/self/cgroup: "id:controllers:path"; version 2 has no controllers.
double quota_of_line(const std::string& root, const std::string& line) {
  const auto first = line.find(':');
  const auto second = line.find(':', first + 1);
  if (first == std::string::npos || second == std::string::npos) return no_quota;
  const std::string controllers = line.substr(first + 1, second - first - 1);
  const std::string group = line.substr(second + 1) == "/" ? "" : line.substr(second + 1);
  const std::string mounts = root + "/sys/fs/cgroup";
  if (controllers.empty())
    return std::min(least_quota(mounts, group, quota_of_v2), least_quota(mounts + "/unified", group, quota_of_v2));
  if (!holds_cpu(controllers)) return no_quota;
  return std::min(least_quota(mounts + "/cpu", group, quota_of_v1),
                  least_quota(mounts + "/" + controllers, group, quota_of_v1));
}

double by_quota(const std::string& root) {
  std::ifstream groups(root + "/proc/self/cgroup");
  double least = no_quota;
  for (std::string line; std::getline(groups, line);) least = std::min(least, quota_of_line(root, line));
  return least;
}

}  // namespace

std::size_t default_size() noexcept {
  return default_size(std::string());
}

std::size_t default_size(const std::string& root) noexcept {
  std::size_t size = by_affinity();
  try {
    const double quota = std::ceil(by_quota(root));
    if (quota < static_cast<double>(size)) size = static_cast<std::size_t>(quota);
  } catch (...) {  // without memory there is no quota to be read
  }
  return std::max<std::size_t>(size, 1);
}

}  // namespace cadre
