// context_notes.hpp - what tests of contexts put into them, and how they note what is there.

#pragma once

#include <cadre/context.hpp>
#include <cadre/error_sink.hpp>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string>

#include "gate.hpp"
#include "recorded_errors.hpp"

namespace cadre_test {

inline const cadre::context_key<std::string> user;
inline const cadre::context_key<std::string> request;

/// The calling thread's two texts, "-" for one that is not there.
inline std::string seen() {
  const auto text = [](const cadre::context_key<std::string>& key) {
    const std::string* const value = cadre::context::current().find(key);
    return value != nullptr ? *value : "-";
  };
  return text(user) + " " + text(request);
}

/// What several threads saw, in the order in which they told it.
class notes {
 public:
  void add(const std::string& what) {
    {
      const std::lock_guard hold(mutex_);
      all_.push_back(what + ": " + seen());
    }
    added_.add();
  }
  /// A sink that notes each error and where it finds itself, and fails.
  [[nodiscard]] cadre::error_sink sink() {
    return [this](const std::exception_ptr& error) {
      add(described(error));
      throw deliberate("sink");
    };
  }
  [[nodiscard]] bool reached(std::size_t n) { return added_.reached(n); }
  [[nodiscard]] texts all() {
    const std::lock_guard hold(mutex_);
    return all_;
  }

 private:
  std::mutex mutex_;
  texts all_;
  tally added_;
};

}  // namespace cadre_test
