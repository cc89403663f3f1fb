#include "loop_queue.hpp"

#include <utility>

#include "cadre/already_quit.hpp"

namespace cadre {

void loop_queue::add(task work) {
  row one;
  one.push_back(std::move(work));
  content_.with([&](content& c) {
    if (c.closed) throw already_quit();
    c.waiting.splice(c.waiting.end(), one);
  });
}

void loop_queue::add_at(time_point when, task work) {
  calendar one;
  one.emplace(when, std::move(work));
  content_.with([&](content& c) {
    if (c.closed) throw already_quit();
    c.later.insert(one.extract(one.begin()));
  });
}

bool loop_queue::close() {
  return content_.with([](content& c) { return !std::exchange(c.closed, true); });
}

bool loop_queue::closed() {
  return content_.with([](const content& c) { return c.closed; });
}

void loop_queue::begin_turn() {
  if (turn_.empty()) content_.with([&](content& c) { turn_.swap(c.waiting); });
}

task loop_queue::take() {
  return turn_.empty() ? open(extract(due_, due_.begin())) : open(split_first(turn_));
}

task loop_queue::take_waiting() {
  return open(content_.with([](content& c) { return split_first(c.waiting); }));
}

void loop_queue::admit_due(time_point now) {
  content_.with([&](content& c) {
    while (!c.later.empty() && c.later.begin()->first <= now) due_.insert(c.later.extract(c.later.begin()));
  });
}

bool loop_queue::waiting() {
  return content_.with([](const content& c) { return !c.waiting.empty(); });
}

std::optional<loop_queue::time_point> loop_queue::next_due() {
  return content_.with(
      [](const content& c) { return c.later.empty() ? std::nullopt : std::optional(c.later.begin()->first); });
}

bool loop_queue::empty() {
  return turn_.empty() && due_.empty() &&
         content_.with([](const content& c) { return c.waiting.empty() && c.later.empty(); });
}

task loop_queue::take_undue(time_point now) {
  return open(content_.with([&](content& c) { return extract(c.later, c.later.upper_bound(now)); }));
}

task loop_queue::take_any() {
  if (task next = take()) return next;
  if (task next = take_waiting()) return next;
  return open(content_.with([](content& c) { return extract(c.later, c.later.begin()); }));
}

loop_queue::row loop_queue::split_first(row& from) {
  row one;
  if (!from.empty()) one.splice(one.end(), from, from.begin());
  return one;
}

loop_queue::calendar::node_type loop_queue::extract(calendar& from, calendar::iterator which) {
  return which == from.end() ? calendar::node_type() : from.extract(which);
}

task loop_queue::open(row one) {
  return one.empty() ? task() : std::move(one.front());
}

task loop_queue::open(calendar::node_type one) {
  return one.empty() ? task() : std::move(one.mapped());
}

}  // namespace cadre
