#include "deprecation/logger.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace cadre::shim {
namespace {

spdlog::level::level_enum wanted_level() {
  const char* name = secure_getenv("THREADPOOL_LOG_LEVEL");
  if (name == nullptr) return spdlog::level::info;
  const auto level = spdlog::level::from_str(name);
  // spdlog takes an unknown word for "off"; a typing error must not silence the log.
  const bool unknown = level == spdlog::level::off && std::string_view(name) != "off";
  return unknown ? spdlog::level::info : level;
}

std::unique_ptr<spdlog::logger> make_logger() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  sink->set_pattern("%n: %v");
  auto logger = std::make_unique<spdlog::logger>("threadpool", std::move(sink));
  logger->set_level(wanted_level());
  return logger;
}

// Kept out of spdlog's registry, which belongs to the program, and never destroyed, since pools may be used
// and destroyed by static objects.
spdlog::logger& logger() {
  static spdlog::logger& only = *make_logger().release();
  return only;
}

spdlog::level::level_enum of(log_level level) noexcept {
  return level == log_level::debug ? spdlog::level::debug : spdlog::level::warn;
}

}  // namespace

bool shows(log_level level) noexcept try { return logger().should_log(of(level)); } catch (...) {
  return false;
}

void log(log_level level, std::string_view text) noexcept try {
  logger().log(of(level), spdlog::string_view_t(text.data(), text.size()));
} catch (...) {
  // Without memory there is no log; the program goes on.
}

}  // namespace cadre::shim
