// results.hpp - what came back from the pool threads.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "digest.hpp"
#include "walk.hpp"

namespace legacy_app {

/// Collects digests and failures. Thread safety: `add` and `wait` may overlap; `digests` and `problems`
/// are for the time when all that was expected has come.
class Results {
 public:
  void add(const std::string& file, const Digest& digest);
  void add(Problem problem);

  /// Waits until `count` digests and problems have been added.
  void wait(std::size_t count);

  /// By path.
  const std::map<std::string, Digest>& digests() const { return digests_; }
  /// By path and reason.
  std::vector<Problem> problems() const;

 private:
  std::mutex mutex_;
  std::condition_variable added_;
  std::size_t count_ = 0;
  std::map<std::string, Digest> digests_;
  std::vector<Problem> problems_;
};

}  // namespace legacy_app
