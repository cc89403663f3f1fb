// A program that uses removed members as its argument says; default_log_test reads what the log writes.
// On stdout: where in this program's file the calls are.

#include <cadre/shim/deprecation_log.hpp>
#include <cadre/shim/deprecation_policy.hpp>

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "deprecation/lost_jobs.hpp"
#include "deprecation/pool_thread.hpp"
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

// Places that are no calls, but different, and in this program.
const char place[12] = {};

void twelve_places() {
  for (const char& each : place) used("TPS009", &each);
  call_waiters();
}

// What a policy of `error` makes of two calls from one place, and of one override.
void refused() {
  for (int i = 0; i < 2; ++i) {
    try {
      call_waiters();
      std::puts("no exception");
    } catch (const deprecated_use& error) {
      std::printf("%s: %s\n", std::string(error.member().id).c_str(), error.what());
    }
  }
  try {
    overrides();
    std::puts("no exception");
  } catch (const std::logic_error& error) {
    std::printf("%s\n", error.what());
  }
}

void refused_on_a_pool_thread() {
  std::thread thread([] {
    const pool_thread here;
    call_waiters();
    std::puts("no exception");
  });
  thread.join();
}

void refused_while_unwinding() {
  struct user_at_end {
    ~user_at_end() { call_waiters(); }
  };
  try {
    const user_at_end last;
    throw std::runtime_error("the program's own");
  } catch (const std::runtime_error& error) {
    std::puts(error.what());
  }
}

void by_quick_exit() {
  call_waiters();
  std::quick_exit(0);
}

[[gnu::noinline]] void use_it() {
  call_waiters();
  std::fflush(stdout);  // so that the call above is no jump
}

// The child uses one place of its parent's again and one of its own.
void fork_and_use() {
  use_it();
  call_queue_get();
  const pid_t child = fork();
  if (child == 0) {
    use_it();
    used("TPS009", &place[0]);
    std::exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::printf("%d\n", status);
  std::printf("%d\n", static_cast<int>(child));
}

void fork_and_end() {
  call_waiters();
  const pid_t child = fork();
  if (child == 0) std::exit(0);
  waitpid(child, nullptr, 0);
}

// Whether the process still has its errno, its signal mask and its life after a use.
void with_a_broken_log() {
  errno = 77;
  call_waiters();
  const int error = errno;
  sigset_t waiting;
  sigset_t blocked;
  sigpending(&waiting);
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  std::printf("errno %d, pending %d, blocked %d\n", error, sigismember(&waiting, SIGPIPE),
              sigismember(&blocked, SIGPIPE));
}

void into_a_closed_pipe() {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  close(ends[0]);
  dup2(ends[1], STDERR_FILENO);
  with_a_broken_log();
  write_summary();
}

void rules_of_the_program() {
  for (const auto& problem : set_deprecation_policy("TPS008=ignore; nonsense")) std::printf("%s\n", problem.c_str());
  std::printf("%s\n", deprecation_policy().c_str());
  call_waiters();
  call_queue_get();
}

}  // namespace

int main(int argc, char** argv) {
  const std::map<std::string_view, void (*)()> modes = {
      {"nothing", [] {}},
      {"calls", calls},
      {"overrides", overrides},
      {"sink", sink},
      {"on-demand", on_demand},
      {"no-summary", no_summary},
      {"lost-jobs", lost_jobs},
      {"static-destructor", in_static_destructor},
      {"twelve-places", twelve_places},
      {"refused", refused},
      {"refused-on-a-pool-thread", refused_on_a_pool_thread},
      {"refused-while-unwinding", refused_while_unwinding},
      {"quick-exit", by_quick_exit},
      {"fork-and-use", fork_and_use},
      {"fork-and-end", fork_and_end},
      {"broken-log", with_a_broken_log},
      {"closed-pipe", into_a_closed_pipe},
      {"rules", rules_of_the_program},
  };
  const auto mode = modes.find(argc == 2 ? argv[1] : "");
  if (mode == modes.end()) return 2;
  mode->second();
  return 0;
}
