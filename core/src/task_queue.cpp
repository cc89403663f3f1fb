#include "task_queue.hpp"

#include <algorithm>
#include <utility>

namespace cadre {

namespace {

constexpr std::size_t always_kept = 8;
constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

}  // namespace

struct task_queue::segment {
  static constexpr std::size_t size = 16 * std::size_t{1024};
  segment* following = nullptr;  // in the queue
  segment* linked = nullptr;     // in a list of those that left it
  alignas(task_record::alignment) std::byte room[size];

  /// Besides so many bytes there is always room for the end.
  static bool fits(std::size_t used, std::size_t bytes) noexcept { return used + bytes + sizeof(task_record) <= size; }
  [[nodiscard]] task_record* at(std::size_t offset) noexcept {
    return std::launder(reinterpret_cast<task_record*>(room + offset));
  }
};

/// Segments that left the queue; deleted with the list.
struct task_queue::segment_list {
  segment* first = nullptr;
  std::size_t count = 0;
  [[nodiscard]] bool empty() const noexcept { return first == nullptr; }
  void add(segment* one) noexcept {
    one->linked = std::exchange(first, one);
    ++count;
  }
  segment* take() noexcept {
    --count;
    return std::exchange(first, first->linked);
  }
  ~segment_list() {
    while (!empty()) delete take();
  }
};

task_queue::claimer::claimer(task_queue& queue) noexcept : queue_(queue) {
  const front_lock lock(queue_.front_.mutex);
  next_ = std::exchange(queue_.front_.claimers, this);
  if (next_ != nullptr) next_->previous_ = this;
}

task_queue::claimer::~claimer() {
  queue_.let_go(*this);
  const front_lock lock(queue_.front_.mutex);
  if (next_ != nullptr) next_->previous_ = previous_;
  (previous_ != nullptr ? previous_->next_ : queue_.front_.claimers) = next_;
}

task_queue::~task_queue() {
  const segment_list spare{back_.spare};
  segment_list all{front_.retired};
  for (segment* one = front_.head != nullptr ? front_.head : first_; one != nullptr;) {
    segment* const next = one->following;
    all.add(one);
    one = next;
  }
}

task_queue::entry task_queue::push(task& work) {
  const std::optional<entry> answer = enter(work, nullptr);
  return answer ? *answer : push_with_memory(work);
}

// Memory is obtained under no lock: the program may have its own operator new.
task_queue::entry task_queue::push_with_memory(task& work) {
  auto fresh = std::make_unique_for_overwrite<segment>();
  return *enter(work, &fresh);
}

std::optional<task_queue::entry> task_queue::enter(task& work, std::unique_ptr<segment>* fresh) noexcept {
  const std::size_t bytes = task_record::bytes_for(work);
  task_record* place = nullptr;
  bool noticed = false;
  {
    const back_lock lock(back_.mutex);
    if (back_.closed) return entry::closed;
    if (back_.unstaffed) return entry::unstaffed;
    if (room_ != unlimited && backlog() >= room_) return entry::full;
    if ((back_.last == nullptr || !segment::fits(back_.used, bytes)) && !extend(fresh)) return std::nullopt;
    place = task_record::make(back_.last->room + back_.used, work);
    back_.used += bytes;
    noticed = std::exchange(back_.watched, false);
    pushed_.store(pushed_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
  if (work) place->fill(work);
  return noticed ? entry::noticed : entry::accepted;
}

bool task_queue::extend(std::unique_ptr<segment>* fresh) noexcept {
  segment* next = nullptr;
  if (fresh != nullptr) {
    next = fresh->release();
  } else if (back_.spare == nullptr) {
    return false;
  } else {
    next = std::exchange(back_.spare, back_.spare->linked);
    --back_.spares;
  }
  ++back_.in_use;
  if (back_.last == nullptr) {
    first_ = next;
  } else {
    task_record::make_end(back_.last->room + back_.used);
    back_.last->following = next;
  }
  back_.last = next;
  back_.used = 0;
  return true;
}

task_record* task_queue::take(claimer& by) noexcept {
  segment_list unused;
  task_record* place = nullptr;
  {
    const front_lock lock(front_.mutex);
    const std::uint64_t ticket = front_.claimed.load(std::memory_order_relaxed);
    if (ticket == front_.known) {
      front_.known = pushed_.load(std::memory_order_acquire);
      if (ticket == front_.known) return nullptr;
    }
    if (front_.head == nullptr) front_.head = first_;
    place = front_.head->at(front_.used);
    if (place->is_end()) {
      advance(unused);
      place = front_.head->at(0);
    }
    by.pinned_ = front_.head;
    front_.claimed.store(ticket + 1, std::memory_order_relaxed);
    front_.used += place->bytes();
  }
  if (!unused.empty()) recycle(unused);
  return place;
}

void task_queue::await_filled(const task_record& place) noexcept {
  for (sync::backoff wait; !place.filled();) wait.pause();
}

task_record* task_queue::claim(claimer& by) noexcept {
  task_record* const place = take(by);
  if (place != nullptr) await_filled(*place);
  return place;
}

void task_queue::let_go(claimer& by) noexcept {
  segment_list unused;
  {
    const front_lock lock(front_.mutex);
    by.pinned_ = nullptr;
    collect(unused);
  }
  if (!unused.empty()) recycle(unused);
}

void task_queue::advance(segment_list& unused) noexcept {
  segment* const old = std::exchange(front_.head, front_.head->following);
  front_.used = 0;
  old->linked = std::exchange(front_.retired, old);
  collect(unused);
}

// Linear in the claimers, once in a segment.
void task_queue::collect(segment_list& unused) noexcept {
  segment* list = std::exchange(front_.retired, nullptr);
  while (list != nullptr) {
    segment* const one = std::exchange(list, list->linked);
    if (pinned(*one)) {
      one->linked = std::exchange(front_.retired, one);
    } else {
      unused.add(one);
    }
  }
}

// As many are kept as are in use, and a few: so a burst that comes again finds them, and one that has passed gives its
// memory back.
void task_queue::recycle(segment_list& unused) noexcept {
  const back_lock lock(back_.mutex);
  back_.in_use -= unused.count;
  const std::size_t enough = back_.in_use + always_kept;
  while (!unused.empty() && back_.spares < enough) {
    segment* const one = unused.take();
    one->following = nullptr;
    one->linked = std::exchange(back_.spare, one);
    ++back_.spares;
  }
  while (back_.spares > enough) {
    unused.add(std::exchange(back_.spare, back_.spare->linked));
    --back_.spares;
  }
}

bool task_queue::pinned(const segment& one) const noexcept {
  for (const claimer* who = front_.claimers; who != nullptr; who = who->next_)
    if (who->pinned_ == &one) return true;
  return false;
}

void task_queue::close() noexcept {
  const back_lock lock(back_.mutex);
  back_.closed = true;
}

std::uint64_t task_queue::watch(bool on, bool unstaffed) noexcept {
  const back_lock lock(back_.mutex);
  back_.watched = on;
  back_.unstaffed = unstaffed;
  return pushed_.load(std::memory_order_relaxed);
}

std::size_t task_queue::backlog() const noexcept {
  const std::uint64_t claimed = front_.claimed.load(std::memory_order_relaxed);
  const std::uint64_t pushed = pushed_.load(std::memory_order_acquire);
  return static_cast<std::size_t>(pushed - std::min(claimed, pushed));
}

}  // namespace cadre
