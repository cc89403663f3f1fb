// strict_lock.hpp - a lock for one thread that reports misuse where a real one would hang (D-05, D-06).

#pragma once

#include <cadre/lock_worker.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

namespace cadre_test {

/// What happened to a strict lock; outlives it.
struct lock_journal {
  bool held = false;
  bool destroyed_held = false;
  int acquired = 0;
  int released_too_often = 0;
  std::function<void()> before_lock;   ///< called once, before the lock is taken
  std::function<void()> after_unlock;  ///< called once, when the lock is free again but unlock has not returned
};

class strict_lock final : public cadre::lockable {
 public:
  explicit strict_lock(std::shared_ptr<lock_journal> journal) : journal_(std::move(journal)) {}
  ~strict_lock() override { journal_->destroyed_held = journal_->held; }

  void lock() override {
    if (auto hook = std::exchange(journal_->before_lock, nullptr)) hook();
    if (journal_->held) throw std::logic_error("a second acquire would wait for ever");
    journal_->held = true;
    ++journal_->acquired;
  }

  // Recorded and not thrown: whoever unlocks in a destructor would end the program.
  void unlock() override {
    if (!journal_->held) ++journal_->released_too_often;
    journal_->held = false;
    if (auto hook = std::exchange(journal_->after_unlock, nullptr)) hook();
  }

 private:
  std::shared_ptr<lock_journal> journal_;
};

}  // namespace cadre_test
