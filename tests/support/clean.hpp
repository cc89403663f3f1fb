// What every case with pools stands on: the log is captured, the test is watched, and at its end no error is left
// unclaimed and no thread is left alive (D-10, D-11).

#pragma once

#include <boost/test/unit_test.hpp>
#include <cstddef>

#include "gate.hpp"
#include "live_threads.hpp"
#include "log_capture.hpp"
#include "watchdog.hpp"

namespace support {

/// The threads that the process has while a test runs and has no pool: its own, the watchdog, and what a sanitizer adds
/// with the first one. Counted once, for a thread of the test before may not be gone yet.
inline std::size_t threadsOfATest() {
  static const std::size_t count = liveThreads();
  return count;
}

struct Clean {
  Clean() { waits().rearm(); }

  void teardown() {
    eventually([this] { return liveThreads() <= threadsBefore; }, "the threads of the test to end");
    for (const LoggedEntry& logged : log.takeErrors())
      BOOST_ERROR("an error was logged and not expected: " + logged.entry.text);
  }

  LogCapture log;
  Watchdog watchdog{boost::unit_test::framework::current_test_case().full_name()};
  const std::size_t threadsBefore = threadsOfATest();
};

}  // namespace support
