#include "hand_over.hpp"

#include <utility>

#include "team_books.hpp"

namespace cadre {
namespace {

class note {
 public:
  note(std::shared_ptr<hand_over_end> end, member_ptr taker, std::uint64_t turn)
      : end_(std::move(end)), taker_(std::move(taker)), turn_(turn) {}
  note(note&&) noexcept = default;
  note& operator=(note&&) = delete;
  ~note() {
    if (end_ && taker_->stage.destroy(turn_)) end_->drop(taker_);
  }
  void operator()() { std::exchange(end_, nullptr)->run(taker_); }

 private:
  std::shared_ptr<hand_over_end> end_;
  member_ptr taker_;
  std::uint64_t turn_;
};

}  // namespace

std::uint64_t hand_over_stage::offer() noexcept {
  ++turn_;
  stage_.store(offered(turn_));
  return turn_;
}

bool hand_over_stage::take(std::uint64_t turn) noexcept {
  std::uint64_t expected = offered(turn);
  return stage_.compare_exchange_strong(expected, taken(turn)) || expected != destroyed(turn);
}

bool hand_over_stage::destroy(std::uint64_t turn) noexcept {
  return stage_.exchange(destroyed(turn)) == taken(turn);
}

void hand_over(const std::shared_ptr<hand_over_end>& end, const member_ptr& taker) {
  const std::uint64_t turn = taker->stage.offer();
  taker->hands->submit(note(end, taker, turn));
  if (!taker->stage.take(turn)) end->drop(taker);
}

}  // namespace cadre
