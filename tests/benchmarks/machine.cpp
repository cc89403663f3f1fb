#include "machine.hpp"

#include <sys/utsname.h>

#include <boost/version.hpp>
#include <fstream>
#include <thread>

namespace benchmarks {
namespace {

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

std::string kernel() {
  utsname names{};
  if (uname(&names) != 0) return "unknown system";
  return std::string(names.sysname) + " " + names.release + " " + names.machine;
}

}  // namespace

std::string machine() {
#ifdef __clang__
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  const int boost = BOOST_VERSION;
  return processor() + ", " + std::to_string(std::thread::hardware_concurrency()) + " logical processors, " + kernel() +
         ", " + compiler + ", Boost " + std::to_string(boost / 100'000) + "." + std::to_string(boost / 100 % 1000);
}

}  // namespace benchmarks
