// obedient_worker.hpp - the worker below a serial_worker, moved by hand.

#pragma once

#include <cadre/worker.hpp>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "recorded_errors.hpp"

namespace cadre_test {

/// A worker that does what the test says, and says what it was asked to do.
class obedient_worker final : public cadre::worker {
 public:
  enum class answer { accept, refuse, run, drop };

  explicit obedient_worker(cadre::error_sink errors = {}) : errors_(std::move(errors)) {}

  void submit(cadre::task work) override {
    const answer said = answers.empty() ? usual : answers.front();
    if (!answers.empty()) answers.pop_front();
    ++submits;
    if (auto first = std::exchange(before_answer, nullptr)) first();
    if (said == answer::refuse) throw deliberate("from below");
    if (said == answer::run) work();
    if (said == answer::accept) waiting.push_back(std::move(work));
    if (auto last = std::exchange(after_answer, nullptr)) last();
  }
  void quit() override { closed_ = true; }
  [[nodiscard]] bool closed() const noexcept override { return closed_; }
  [[nodiscard]] cadre::error_sink errors() const override { return errors_; }

  bool run_one() {
    if (waiting.empty()) return false;
    cadre::task next = std::move(waiting.front());
    waiting.pop_front();
    next();
    return true;
  }
  void run_all() {
    while (run_one()) {
    }
  }
  void drop_all() { const auto gone = std::exchange(waiting, {}); }

  answer usual = answer::accept;
  std::deque<answer> answers;           ///< to the next submits; then the usual one
  std::function<void()> before_answer;  ///< what happens, once, before the next one
  std::function<void()> after_answer;   ///< and when it has been given, but submit has not returned
  int submits = 0;
  std::deque<cadre::task> waiting;

 private:
  const cadre::error_sink errors_;
  bool closed_ = false;
};

/// Notes its name in `where` when it runs.
inline auto note(std::vector<std::string>& where, std::string name) {
  return [&where, name = std::move(name)] { where.push_back(name); };
}

}  // namespace cadre_test
