#include "rows.hpp"

#include <chrono>
#include <utility>

namespace benchmarks {
namespace {

using namespace std::chrono_literals;

const std::vector<figure> a_task = {{"", "ns a task"}};
const std::vector<figure> a_time = {{"", "ns"}};

constexpr std::size_t million = 1'000'000;

class plan {
 public:
  explicit plan(bool quick) : quick_(quick) {}

  std::vector<row> made() && {
    throughput();
    latency();
    nested();
    efficiency();
    captures();
    allocations();
    memory();
    life();
    idle();
    others();
    curves();
    return std::move(rows_);
  }

 private:
  row& add(row one) { return rows_.emplace_back(std::move(one)); }

  void throughput() {
    for (const std::size_t threads : {1u, 2u, 4u, 64u}) post("W1", "", {.threads = threads});
    for (const std::size_t threads : {2u, 4u})
      post("W2", std::string("P").append(std::to_string(threads)), {.threads = threads, .producers = threads});
  }

  void latency() {
    const std::vector<figure> times = {{"p50", "ns"}, {"p99", "ns"}};
    for (const auto& [kind, letter] :
         {std::pair(workload::latency_spinning, "s"), std::pair(workload::latency_blocking, "b")})
      for (const auto gap : {1000us, 20us})
        add({"W3",
             std::string(letter).append(" a").append(std::to_string(gap.count())),
             kind,
             {.threads = 2, .length = gap},
             times,
             quick_ ? 100u : 1000u,
             4});
  }

  void nested() {
    for (const std::size_t threads : {1u, 2u, 4u})
      add({"W4", "", workload::nested, {.threads = threads, .tasks = 3}, a_task, (1u << 18) - 1});
  }

  void efficiency() {
    for (const auto length : {1us, 10us, 100us})
      add({"W5",
           std::to_string(length.count()) + " us",
           workload::efficiency,
           {.threads = 2, .length = length},
           {{"", "efficiency", false}},
           million,
           2.5});
  }

  void captures() {
    for (const std::size_t bytes : {48u, 128u})
      for (const std::size_t threads : {1u, 2u, 4u})
        post("W6", std::to_string(bytes) + " B", {.threads = threads, .bytes = bytes});
    for (const std::size_t bytes : {8u, 16u, 48u}) post("call", std::to_string(bytes) + " B", {.bytes = bytes});
  }

  void allocations() {
    for (const std::size_t bytes : {8u, 16u, 48u, 128u, 1024u})
      add({.workload = "W6",
           .variant = std::to_string(bytes).append(" B allocations"),
           .kind = workload::allocations,
           .at = {.tasks = 10'000, .bytes = bytes},
           .figures = {{"", "allocations a task", false}},
           .max_rounds = 1,
           .who = entrants::pools});
  }

  void memory() {
    const std::size_t tasks = quick_ ? 100'000 : million;
    for (const std::size_t bytes : {8u, 48u})
      add({.workload = "W7",
           .variant = std::to_string(bytes) + " B",
           .kind = workload::queued_bytes,
           .at = {.threads = 1, .tasks = tasks, .bytes = bytes},
           .figures = {{"", "bytes a task", false}},
           .max_rounds = 3});
    add({.workload = "W7",
         .variant = "burst",
         .kind = workload::burst,
         .at = {.threads = 2, .tasks = tasks},
         .figures = {{"", "part returned", false}},
         .max_rounds = 3});
  }

  void life() {
    add({"W8a", "", workload::start_stop, {.threads = 4}, a_time, 1000});
    for (const std::size_t threads : {4u, 64u})
      add({"W8b", "", workload::start_block_stop, {.threads = threads}, a_time, 1000});
  }

  void idle() {
    const std::vector<figure> use = {{"CPU", "ns"}, {"switches", "count", false}};
    const auto add_idle = [&](const char* name, std::chrono::milliseconds length, entrants who) {
      add({.workload = name,
           .variant = "",
           .kind = workload::idle,
           .at = {.threads = 8, .length = length},
           .figures = use,
           .max_rounds = 1,
           .who = who});
    };
    add_idle("W9", quick_ ? 300ms : 3s, entrants::all);
    add_idle("idle", quick_ ? 1s : 10s, entrants::ours);
  }

  void others() {
    add({"W10", "", workload::submit_only, {.threads = 1}, a_task, million});
    add({"first task", "", workload::first_task, {.threads = 4}, a_time, 1000});
    add({"set_limits", "", workload::resize, {.threads = 2}, a_time, 100'000});
    add({"removed call",
         "",
         workload::removed_call,
         {.threads = 1},
         {{"", "ns"}, {"unchecked", "ns"}, {"check", "ns"}, {"times unchecked", "ratio", false}},
         10 * million});
  }

  /// A row of a curve: the number on the axis is part of its name.
  void point(const char* curve, std::size_t place, const char* unit, row one) {
    one.workload = curve;
    one.variant = std::string(unit).empty() ? "" : std::to_string(place) + unit;
    one.figures = a_task;
    one.place = place;
    one.who = entrants::pools;
    one.max_rounds = quick_ ? 1 : 3;
    add(std::move(one));
  }

  void curves() {
    for (std::size_t threads = 1; threads <= 256; threads *= quick_ ? 4 : 2)
      point("threads", threads, "", posted({.threads = threads}));
    for (std::size_t tasks = 1000; tasks <= (quick_ ? 1 : 10) * million; tasks *= 10)
      point("backlog", tasks, " tasks", {.kind = workload::backlog, .at = {.tasks = tasks}});
    for (std::size_t producers = 1; producers <= 16; producers *= quick_ ? 4 : 2)
      point("producers", producers, " producers", posted({.threads = 2, .producers = producers}));
    for (const std::size_t bytes : {8u, 16u, 32u, 48u, 64u, 128u, 256u, 512u, 1024u})
      if (!quick_ || bytes == 8 || bytes == 48 || bytes == 128 || bytes == 1024)
        point("captures", bytes, " B", posted({.bytes = bytes}));
  }

  /// With as many tasks at least that starting the threads is not all there is.
  static row posted(setting at) {
    at.tasks = 16 * at.threads;
    return {.kind = workload::throughput, .at = at, .figures = a_task, .most_tasks = million};
  }

  void post(const char* name, const std::string& variant, const setting& at) {
    row& one = add(posted(at));
    one.workload = name;
    one.variant = variant;
  }

  bool quick_;
  std::vector<row> rows_;
};

}  // namespace

std::string row::name() const {
  std::string all = workload;
  if (!variant.empty()) all += " " + variant;
  return all + " T" + std::to_string(at.threads);
}

std::vector<row> all_rows(bool quick) {
  return plan(quick).made();
}

}  // namespace benchmarks
