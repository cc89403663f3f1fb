// A client of the frozen header in situations that end badly with careless libraries; its argument says in which.
// crash_test runs it.

#include <dlfcn.h>
#include <sys/wait.h>
#include <threadpool/ThreadPool.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using threadpool::Result;
using threadpool::ThreadPool;

/// Runs `f` on the pool and waits for it.
template <class F>
void runOn(ThreadPool& pool, F f) {
  std::promise<void> done;
  pool.callInThread([&] {
    f();
    done.set_value();
  });
  done.get_future().wait();
}

ThreadPool& staticPool() {
  static ThreadPool pool(1, 2, "static");
  return pool;
}

// Destroyed with the process, while its threads are there.
int staticObject() {
  staticPool().start();
  runOn(staticPool(), [] { std::puts("ran"); });
  return 0;
}

// What was submitted last may run while main has returned already.
int staticObjectWithWork() {
  staticPool().start();
  for (int i = 0; i < 100; ++i) staticPool().callInThread([] {});
  staticPool().callInThread([] { std::puts("ran"); });
  return 0;
}

int exitFromAJob() {
  staticPool().start();
  staticPool().callInThread([] { std::exit(0); });
  for (;;) pause();
}

int stopFromAJob() {
  staticPool().start();
  runOn(staticPool(), [] {
    try {
      staticPool().stop();
      std::puts("stopped");
    } catch (const std::exception& error) {
      std::puts("refused");
    }
  });
  return 0;
}

// A pool whose last owner is one of its own jobs, while another job waits.
int destroyedByItsJob() {
  std::promise<void> submitted;
  std::promise<void> otherRan;
  auto pool = std::make_shared<ThreadPool>(1, 1, "own");
  pool->start();
  auto* const raw = pool.get();
  raw->callInThread([owner = std::move(pool), &submitted]() mutable {
    submitted.get_future().wait();
    owner.reset();
  });
  raw->callInThread([&otherRan] { otherRan.set_value(); });
  submitted.set_value();
  otherRan.get_future().wait();
  std::puts("the other job ran");
  return 0;
}

int status(pid_t child) {
  int ended = 0;
  waitpid(child, &ended, 0);
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
}

// The child leaves by exit, so that the static pool is destroyed there too.
int forkWithoutExec() {
  staticPool().start();
  runOn(staticPool(), [] {});
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    alarm(20);
    try {
      staticPool().callInThread([] {});
      std::puts("accepted");
    } catch (const std::exception& error) {
      std::puts(error.what());
    }
    std::exit(0);
  }
  std::printf("child: %d\n", status(child));
  runOn(staticPool(), [] { std::puts("ran"); });
  return 0;
}

int forkWithExec() {
  staticPool().start();
  runOn(staticPool(), [] {});
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/true", "true", static_cast<char*>(nullptr));
    _exit(1);
  }
  std::printf("child: %d\n", status(child));
  runOn(staticPool(), [] { std::puts("ran"); });
  return 0;
}

// Forks while other threads make pools, destroy them, and log; the child does the same alone.
int forkWhileOthersWork() {
  std::atomic<bool> done{false};
  const auto work = [] {
    ThreadPool pool(0, 1, "worker");
    pool.min();
  };
  std::vector<std::future<void>> threads;
  for (int i = 0; i < 2; ++i)
    threads.push_back(std::async(std::launch::async, [&] {
      while (!done.load()) work();
    }));
  int bad = 0;
  for (int i = 0; i < 50; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(20);
      work();
      _exit(0);
    }
    bad += status(child) == 0 ? 0 : 1;
  }
  done.store(true);
  for (auto& thread : threads) thread.wait();
  std::printf("%d\n", bad);
  return 0;
}

int onResultThrows() {
  ThreadPool pool(1, 1);
  pool.start();
  pool.callInThreadWithCallback([](bool, const Result&) { throw std::runtime_error("from onResult"); }, [] {});
  pool.callInThreadWithCallback([](bool, const Result&) { throw 7; }, [] { throw std::runtime_error("from the job"); });
  runOn(pool, [] { std::puts("ran"); });
  pool.stop();
  return 0;
}

int twoPools() {
  ThreadPool one(1, 1, "same name");
  ThreadPool other(1, 1, "same name");
  one.start();
  other.start();
  std::promise<void> done;
  one.callInThread([&] { other.callInThread([&] { one.callInThread([&] { done.set_value(); }); }); });
  done.get_future().wait();
  one.stop();
  runOn(other, [] { std::puts("ran"); });
  other.stop();
  return 0;
}

int thousandPools() {
  std::vector<std::unique_ptr<ThreadPool>> pools;
  std::atomic<int> ran{0};
  for (int i = 0; i < 1000; ++i) {
    pools.push_back(std::make_unique<ThreadPool>(0, 1, "one of many"));
    pools.back()->start();
    pools.back()->callInThread([&ran] { ++ran; });
  }
  for (auto& pool : pools) pool->stop();
  std::printf("%d\n", ran.load());
  return 0;
}

template <class Function>
Function* found(void* library, const char* name) {
  return reinterpret_cast<Function*>(dlsym(library, name));
}

void* opened(const char* file) {
  void* const library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library != nullptr) return library;
  std::fprintf(stderr, "%s\n", dlerror());
  std::exit(2);
}

int closedLibrary() {
  for (int i = 0; i < 3; ++i) {
    void* const library = opened(PLUGIN);
    std::printf("%d\n", found<int()>(library, "run_a_job")());
    dlclose(library);
  }
  return 0;
}

int waitsAtLoad() {
  opened(IMPATIENT_PLUGIN);
  std::puts("loaded");
  return 0;
}

int usesARemovedMember() {
  const ThreadPool pool(0, 1);
  std::printf("%d\n", pool.max());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  alarm(60);  // what hangs is a failure, not a wait
  const std::map<std::string, int (*)()> modes = {
      {"static-object", staticObject},
      {"static-object-with-work", staticObjectWithWork},
      {"exit-from-a-job", exitFromAJob},
      {"stop-from-a-job", stopFromAJob},
      {"destroyed-by-its-job", destroyedByItsJob},
      {"fork-without-exec", forkWithoutExec},
      {"fork-with-exec", forkWithExec},
      {"fork-while-others-work", forkWhileOthersWork},
      {"onresult-throws", onResultThrows},
      {"two-pools", twoPools},
      {"thousand-pools", thousandPools},
      {"closed-library", closedLibrary},
      {"waits-at-load", waitsAtLoad},
      {"removed-member", usesARemovedMember},
  };
  const auto mode = modes.find(argc == 2 ? argv[1] : "");
  return mode == modes.end() ? 2 : mode->second();
}
