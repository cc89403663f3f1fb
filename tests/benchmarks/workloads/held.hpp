// held.hpp - a pool whose threads are all busy with waiting, so that what is posted has to wait.

#pragma once

#include <cstddef>
#include <optional>

#include "workloads/gate.hpp"

namespace benchmarks {

template <class Pool>
class held {
 public:
  explicit held(std::size_t threads) : inside_(threads + 1), pool_(std::in_place, threads) {
    for (std::size_t i = 0; i < threads; ++i)
      pool_->post([this] {
        inside_.join();
        way_out_.pass();
      });
    inside_.join();
  }
  ~held() { way_out_.open(); }
  held(const held&) = delete;
  held& operator=(const held&) = delete;

  Pool& pool() { return *pool_; }
  void release() { way_out_.open(); }
  /// Runs what waits, and ends the pool.
  void finish() {
    release();
    pool_.reset();
  }

 private:
  meeting inside_;
  gate way_out_;
  // The last member, for its threads use the others.
  std::optional<Pool> pool_;
};

}  // namespace benchmarks
