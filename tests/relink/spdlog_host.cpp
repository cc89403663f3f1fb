// An old program that logs with a spdlog of its own: Debian's library, with settings that are not the shim's. It turns
// its log off and on between uses of removed members, and shuts it down before the last; that is its own affair.

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <threadpool/ThreadPool.h>

#include <cstddef>

int main() {
  spdlog::set_default_logger(spdlog::stdout_logger_mt("host"));
  spdlog::set_pattern("host: %v");

  threadpool::ThreadPool pool(1, 2);
  pool.start();
  pool.callInThread([] { spdlog::info("a job"); });
  pool.stop();

  const std::size_t busy = pool.working().size();
  spdlog::set_level(spdlog::level::off);
  const std::size_t idle = pool.waiters().size();
  spdlog::set_level(spdlog::level::info);
  spdlog::info("{} busy, {} idle", busy, idle);
  spdlog::shutdown();
  return pool.threads().empty() ? 0 : 1;
}
