// 06-signals.cpp - a signal handler that gives work to a pool.
//
// A handler may do next to nothing: it can have interrupted any code, malloc or the pool's own submit for instance, and
// whoever takes a lock there may wait for itself for ever. So the work is registered beforehand, and the handler only
// says that it is to be done.

#include <signal.h>

#include <atomic>
#include <cadre/notifier.hpp>
#include <cadre/pool.hpp>
#include <iostream>

namespace {

// A handler has no arguments of its own, so it finds what it needs here.
cadre::notifier* door = nullptr;
cadre::notice reload;

void on_hangup(int /*signal*/) {
  door->notify(reload);  // async-signal-safe: no lock, no memory, no waiting
}

}  // namespace

int main() {
  cadre::pool pool({.limits = {0, 2}});
  std::atomic<int> reloads = 0;
  {
    cadre::notifier to_pool(pool);
    // What the handler must not do: allocate, print, open files.
    reload = to_pool.add([&reloads] { ++reloads; });
    door = &to_pool;
    signal(SIGHUP, on_hangup);

    for (int i = 0; i < 3; ++i) raise(SIGHUP);

    // First the handler, then the notifier; which submits what it was told before.
    signal(SIGHUP, SIG_IGN);
  }
  pool.wait_idle();
  std::cout << "the configuration was read " << reloads << " times\n";
}
