// A program that uses removed members as its argument says; default_log_test reads what the log writes.
// On stdout: where in this program's file the calls are.

#include <cadre/shim/deprecation_log.hpp>

#include <cstdio>
#include <functional>
#include <map>
#include <string_view>

#include "deprecation/lost_jobs.hpp"
#include "deprecation/uses.hpp"
#include "fake_member.hpp"

struct CountingPool : cadre::shim::some_hooks {};

namespace {

using namespace cadre::shim;

void print_place() {
  std::printf("%#lx\n", static_cast<unsigned long>(last_offset()));
}

struct user_at_exit {
  ~user_at_exit() { call_waiters(); }
};

void calls() {
  const volatile int times = 3;  // not known when compiling: an unrolled loop is three places
  for (int i = 0; i < times; ++i) call_waiters();
  print_place();
  call_queue_get();
  print_place();
}

void overrides() {
  const CountingPool pool;
  for (int i = 0; i < 2; ++i) {
    overridden("TPS033", typeid(pool), vtable_of(pool));
    overridden("TPS012", typeid(pool), vtable_of(pool));
  }
}

void sink() {
  set_deprecation_sink([](const deprecation_record& record) { std::printf("sink: %s\n", to_string(record).c_str()); });
  call_waiters();
}

void no_summary() {
  set_summary_at_exit(false);
  call_waiters();
}

void on_demand() {
  no_summary();
  write_summary();
}

void lost_jobs() {
  note_dropped_submit("x");
  note_dropped_submit({});
  report_unrun(3, "x");
  report_unrun(1, "y");
  report_unrun(0, "z");
  std::printf("%lu\n", static_cast<unsigned long>(dropped_submits()));
}

void in_static_destructor() {
  static user_at_exit object;
  static_cast<void>(object);
}

}  // namespace

int main(int argc, char** argv) {
  const std::map<std::string_view, void (*)()> modes = {
      {"nothing", [] {}},       {"calls", calls},
      {"overrides", overrides}, {"sink", sink},
      {"on-demand", on_demand}, {"no-summary", no_summary},
      {"lost-jobs", lost_jobs}, {"static-destructor", in_static_destructor},
  };
  const auto mode = modes.find(argc == 2 ? argv[1] : "");
  if (mode == modes.end()) return 2;
  mode->second();
  return 0;
}
