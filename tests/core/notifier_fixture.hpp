// notifier_fixture.hpp - what the tests of notifiers share: a worker that keeps one busy, and a ledger of losses.

#pragma once

#include <atomic>
#include <cadre/notifier.hpp>
#include <cadre/worker.hpp>
#include <cstdint>

#include "gate.hpp"
#include "recorded_errors.hpp"

namespace cadre_test {

/// Keeps a notifier's thread busy until it is told to let it go: so the ring fills. Declare it before the notifier.
class held_worker final : public cadre::worker {
 public:
  void submit(cadre::task work) override {
    asked.add();
    static_cast<void>(go.passed());
    if (refusing) throw deliberate("refused");
    work();
  }
  void quit() override {}
  [[nodiscard]] bool closed() const noexcept override { return false; }

  tally asked;
  gate go;
  std::atomic<bool> refusing = false;
};

/// What a sink got.
class losses {
 public:
  [[nodiscard]] cadre::error_sink sink() {
    return [this](const std::exception_ptr& error) {
      try {
        std::rethrow_exception(error);
      } catch (const cadre::notices_lost& loss) {
        (loss.cause() ? refused : full) += loss.count();
        reports.add();
      } catch (...) {
        ++others;
      }
    };
  }
  std::atomic<std::uint64_t> full = 0;
  std::atomic<std::uint64_t> refused = 0;
  std::atomic<int> others = 0;
  tally reports;
};

}  // namespace cadre_test
