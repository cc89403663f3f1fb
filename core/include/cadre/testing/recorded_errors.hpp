// cadre/testing/recorded_errors.hpp - an error sink that a test reads.
//
// Part of Cadre; terms in LICENSE at the top of the repository.

#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cadre/already_quit.hpp"
#include "cadre/error_sink.hpp"
#include "cadre/team.hpp"

namespace cadre::testing {

/// What a test's task throws on purpose.
struct deliberate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An error in a few words: the type's name for those of Cadre and std::bad_alloc, "deliberate" or "exception" and the
/// text for others, "int" and the number, "unknown". Throws std::bad_alloc.
inline std::string described(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const deliberate& e) {
    return std::string("deliberate ") + e.what();
  } catch (const task_dropped&) {
    return "task_dropped";
  } catch (const already_quit&) {
    return "already_quit";
  } catch (const std::bad_alloc&) {
    return "bad_alloc";
  } catch (const std::exception& e) {
    return std::string("exception ") + e.what();
  } catch (int number) {
    return "int " + std::to_string(number);
  } catch (...) {
    return "unknown";
  }
}

/// Keeps what is reported to it, as `described`, until the test claims it: an error is expected by being claimed, and
/// what is left at the end was not expected (D-11). leak_check.hpp turns the rest into failures.
///
/// Thread safety: any member from any thread. Lifetime: a sink may outlive the object that it came from.
class recorded_errors {
 public:
  recorded_errors() = default;
  recorded_errors(const recorded_errors&) = delete;
  recorded_errors& operator=(const recorded_errors&) = delete;

  /// What to give to a worker. Copies record in the same place.
  [[nodiscard]] error_sink sink() const {
    return [shared = state_](const std::exception_ptr& error) {
      std::string text = described(error);
      const std::lock_guard hold(shared->mutex);
      shared->texts.push_back(std::move(text));
      shared->threads.push_back(std::this_thread::get_id());
    };
  }

  /// What was reported since the last claim, oldest first.
  [[nodiscard]] std::vector<std::string> claim() {
    const std::lock_guard hold(state_->mutex);
    return std::exchange(state_->texts, {});
  }
  /// As claim, for errors that may come in any order: how many there were of `text`.
  [[nodiscard]] std::size_t claim(const std::string& text) {
    const std::lock_guard hold(state_->mutex);
    return std::erase(state_->texts, text);
  }
  [[nodiscard]] std::size_t unclaimed() const {
    const std::lock_guard hold(state_->mutex);
    return state_->texts.size();
  }
  /// On which threads the sink was called, from the beginning.
  [[nodiscard]] std::vector<std::thread::id> threads() const {
    const std::lock_guard hold(state_->mutex);
    return state_->threads;
  }

 private:
  struct state {
    std::mutex mutex;
    std::vector<std::string> texts;
    std::vector<std::thread::id> threads;
  };
  std::shared_ptr<state> state_ = std::make_shared<state>();
};

}  // namespace cadre::testing
