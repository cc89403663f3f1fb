// instructions SUBMIT|CLAIM COUNT - for callgrind: it counts what one thread of cadre::pool's does for so many tasks
// that do nothing, submitting them while the only worker is held, or claiming and running them.

#include <valgrind/callgrind.h>

#include <cadre/pool.hpp>
#include <cstdlib>
#include <iostream>
#include <string>

#include "workloads/gate.hpp"

namespace {

// Counting is switched by the thread that is counted, and for this thread alone.
void switch_counting(bool wanted) {
  if (wanted) CALLGRIND_TOGGLE_COLLECT;
}

void run(bool submitting, std::size_t count) {
  benchmarks::gate inside;
  benchmarks::gate way_out;
  cadre::pool pool({.limits = {0, 1}});
  pool.submit([&] {
    inside.open();
    way_out.pass();
    switch_counting(!submitting);
  });
  inside.pass();
  switch_counting(submitting);
  for (std::size_t i = 0; i < count; ++i) pool.submit([] {});
  switch_counting(submitting);
  pool.submit([&] { switch_counting(!submitting); });
  way_out.open();
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count == 3 ? words[1] : "";
  if (what != "submit" && what != "claim") {
    std::cerr << "instructions submit|claim COUNT\n";
    return 2;
  }
  run(what == "submit", std::strtoul(words[2], nullptr, 10));
  return 0;
}
