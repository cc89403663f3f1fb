// What a program reads on its standard error stream when it uses removed members: from legacy nothing, from the shim
// one line per member and call site.

#include <memory>
#include <string>

#include "../support/stderr_capture.hpp"
#include "fixture.hpp"

using namespace conformance;

namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// One call site each, however the compiler treats the loops around them.
[[gnu::noinline]] void dispatchNothing(ThreadPool& pool) {
  pool.dispatch(nullptr, threadpool::Function([] { return std::any(); }));
}
[[gnu::noinline]] void dispatchNothingWithCallback(ThreadPool& pool) {
  pool.dispatchWithCallback(nullptr, nullptr, nullptr, threadpool::Function([] { return std::any(); }));
}
[[gnu::noinline]] void makeList() {
  threadpool::ThreadSafeList();
}

class StartsItself : public ThreadPool {
 public:
  using ThreadPool::ThreadPool;
  void startAWorker() override { ThreadPool::startAWorker(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deprecation, Clean)

// X-108 L-14 S-D20: the warning names the replacement and the caller, once per call site.
BOOST_AUTO_TEST_CASE(dispatch_is_removed) {
  ThreadPool pool(0, 1);
  support::StderrCapture captured;
  for (int i = 0; i < 3; ++i) dispatchNothing(pool);
  const std::string text = captured.text();
  BOOST_TEST(occurrences(text, "TPS019 ") == differs(0u, 1u), text);
  BOOST_TEST(occurrences(text, "callInThread") == differs(0u, 1u), text);
  BOOST_TEST(occurrences(text, "called from conformance-") == differs(0u, 1u), text);
}

// X-109 L-14 S-D20
BOOST_AUTO_TEST_CASE(dispatch_with_callback_is_removed) {
  ThreadPool pool(0, 1);
  support::StderrCapture captured;
  for (int i = 0; i < 3; ++i) dispatchNothingWithCallback(pool);
  const std::string text = captured.text();
  BOOST_TEST(occurrences(text, "TPS020 ") == differs(0u, 1u), text);
  BOOST_TEST(occurrences(text, "callInThreadWithCallback") == differs(0u, 1u), text);
}

// X-24 L-15
BOOST_AUTO_TEST_CASE(thread_safe_list_is_removed) {
  support::StderrCapture captured;
  for (int i = 0; i < 3; ++i) makeList();
  const std::string text = captured.text();
  BOOST_TEST(occurrences(text, "TPS032 ") == differs(0u, 1u), text);
}

// S-08 S-D20 X-99: currentThread was the one member that upstream deprecated.
BOOST_AUTO_TEST_CASE(current_thread_is_removed) {
  ThreadPool pool(0, 1);
  support::StderrCapture captured;
  pool.currentThread();
  BOOST_TEST(occurrences(captured.text(), "TPS021 ") == differs(0u, 1u), captured.text());
}

// S-D01 S-D02 S-D20: the kept members say nothing, on either library.
BOOST_AUTO_TEST_CASE(kept_members_are_silent) {
  support::StderrCapture captured;
  {
    ThreadPool pool(0, 2, "quiet");
    pool.callInThread([] {});
    pool.start();
    pool.callInThreadWithCallback([](bool, Result) {}, [] {});
    pool.adjustPoolsize(1, 3);
    pool.stop();
  }
  BOOST_TEST(captured.text().empty(), captured.text());
}

// S-D08 S-11: an override that the shim never calls is reported at start, once per class.
BOOST_AUTO_TEST_CASE(overrides_that_are_never_called) {
  support::StderrCapture captured;
  for (int i = 0; i < 2; ++i) {
    StartsItself pool(0, 1);
    pool.start();
    pool.stop();
  }
  const std::string text = captured.text();
  BOOST_TEST(occurrences(text, "StartsItself") == differs(0u, 1u), text);
}

BOOST_AUTO_TEST_SUITE_END()
