#include "deprecation/logger.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>

#include "deprecation/forkable_mutex.hpp"
#include "deprecation/undisturbed.hpp"

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
  // Without a lock of its own: spdlog's would stay locked in a child that is forked while another thread logs.
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
  sink->set_pattern("%n: %v");
  auto logger = std::make_unique<spdlog::logger>("threadpool", std::move(sink));
  logger->set_level(wanted_level());
  return logger;
}

struct shared_logger {
  forkable_mutex mutex;
  const std::unique_ptr<spdlog::logger> logger = make_logger();
};

// Kept out of spdlog's registry, which belongs to the program, and never destroyed, since pools may be used
// and destroyed by static objects.
shared_logger& shared() {
  static shared_logger& only = *new shared_logger;
  return only;
}

// When the library is loaded: a child that is forked while another thread makes it would wait for that for ever.
[[gnu::constructor]] void make_early() try { shared(); } catch (...) {
}

spdlog::level::level_enum of(log_level level) noexcept {
  return level == log_level::debug ? spdlog::level::debug : spdlog::level::warn;
}

}  // namespace

bool shows(log_level level) noexcept try { return shared().logger->should_log(of(level)); } catch (...) {
  return false;
}

void log(log_level level, std::string_view text) noexcept try {
  const undisturbed guard;
  const no_write_signals in_writing;
  auto& [mutex, logger] = shared();
  const std::lock_guard lock(mutex);
  logger->log(of(level), spdlog::string_view_t(text.data(), text.size()));
} catch (...) {
  // Without memory there is no log; the program goes on.
}

}  // namespace cadre::shim
