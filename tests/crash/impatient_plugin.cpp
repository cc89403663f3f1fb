// A library whose static constructor waits for a job that uses a removed member: while the loader holds its lock.

#include <threadpool/ThreadPool.h>

#include <array>
#include <future>
#include <string>

namespace {

struct at_load {
  at_load() {
    threadpool::ThreadPool pool(1, 1, "at load");
    pool.start();
    const threadpool::context::Scope scope({{"of", std::string("the submitter")}});
    std::promise<void> done;
    const std::array<char, 200> large{};
    pool.callInThreadWithCallback([&](bool, const threadpool::Result&) { done.set_value(); },
                                  [&pool, large] { return pool.working().size() + large.size(); });
    done.get_future().wait();
    pool.stop();
  }
};

const at_load now;

}  // namespace
