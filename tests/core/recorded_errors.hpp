// recorded_errors.hpp - an error sink that a test reads, and that fails the test for errors nobody claimed (D-11).

#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cadre/already_quit.hpp>
#include <cadre/error_sink.hpp>
#include <cadre/team.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace cadre_test {

/// What a test's task throws on purpose.
struct deliberate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The type of an error in one word, with the text of a deliberate one behind it.
inline std::string described(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const deliberate& e) {
    return std::string("deliberate ") + e.what();
  } catch (const cadre::task_dropped&) {
    return "task_dropped";
  } catch (const cadre::already_quit&) {
    return "already_quit";
  } catch (const std::bad_alloc&) {
    return "bad_alloc";
  } catch (const std::exception& e) {
    return std::string("exception ") + e.what();
  } catch (int number) {
    return "int " + std::to_string(number);
  }
}

class recorded_errors {
 public:
  recorded_errors() = default;
  recorded_errors(const recorded_errors&) = delete;
  recorded_errors& operator=(const recorded_errors&) = delete;
  ~recorded_errors() {
    for (const std::string& text : claim()) BOOST_ERROR("an error that no test claimed: " + text);
  }

  [[nodiscard]] cadre::error_sink sink() const {
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

using texts = std::vector<std::string>;

}  // namespace cadre_test
