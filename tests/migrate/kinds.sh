#!/bin/bash
# A use is a use by whatever way the member is reached; the pool's expression is evaluated as often as before.

. "$(dirname "$0")/common.sh" "$@"

# becomes NAME: standard input has lines, "before => after" or one that stays.
becomes() {
  local name=$1
  cat >lines
  sed -E 's/ => .*//' lines | program "$name.cpp"
  sed -E 's/^( *).* => /\1/' lines | fixed_program >"$name.wanted"
  grep -q '=>' lines || cp "$name.cpp" "$name.wanted"
  database c++20 "$name.cpp"
  run 0 fix
  cp out "$name.out"
  same "$name" "$name.wanted" "$name.cpp"
  run 0 fix
  same "$name, again" "$name.wanted" "$name.cpp"
}

becomes reached <<'E2'
  threadpool::ThreadPool* pointer = &pool;
  threadpool::ThreadPool* const many[] = {pointer};
  struct { threadpool::ThreadPool& in; threadpool::ThreadPool* at; } holder{pool, pointer};
  pointer->startAWorker(); => cadre::shim::pool_of(*pointer).grow(1);
  (*pointer).startAWorker(); => cadre::shim::pool_of((*pointer)).grow(1);
  many[0]->startAWorker(); => cadre::shim::pool_of(*many[0]).grow(1);
  holder.in.startAWorker(); => cadre::shim::pool_of(holder.in).grow(1);
  holder.at->stopAWorker(); => cadre::shim::pool_of(*holder.at).shrink(1);
  [&] { pool.startAWorker(); }(); => [&] { cadre::shim::pool_of(pool).grow(1); }();
E2

# Not one evaluation more: the text of the expression stands where it stood, once.
becomes evaluated_once <<'E2'
  int calls = 0;
  const auto next = [&]() -> threadpool::ThreadPool& { return ++calls, pool; };
  (void)next().name(); => (void)cadre::shim::pool_of(next()).name();
  while (!next().waiters().empty()) break; => while (cadre::shim::pool_of(next()).statistics().idle != 0) break;
  next().q().put(threadpool::WorkerStop); => cadre::shim::pool_of(next()).shrink(1);
  next().dispatch(nullptr, [] {}); => next().callInThread([] {});
E2
# Where it would no longer be evaluated, the statement stays.
becomes not_evaluated <<'E2'
  const auto next = [&]() -> threadpool::ThreadPool& { return pool; };
  next()._startSomeWorkers();
E2
has not_evaluated.out 'no longer be evaluated'

becomes comparisons <<'E2'
  bool idle = pool.waiters().empty(); => bool idle = cadre::shim::pool_of(pool).statistics().idle == 0;
  idle = !pool.waiters().empty(); => idle = cadre::shim::pool_of(pool).statistics().idle != 0;
  idle = idle && pool.working().empty(); => idle = idle && cadre::shim::pool_of(pool).statistics().busy == 0;
  idle = idle == pool.working().empty(); => idle = idle == (cadre::shim::pool_of(pool).statistics().busy == 0);
  idle = (pool.q()).empty() != idle; => idle = (cadre::shim::pool_of(pool).statistics().backlog == 0) != idle;
  idle = not pool.q().empty(); => idle = not (cadre::shim::pool_of(pool).statistics().backlog == 0);
  idle = ! pool.q().empty(); => idle = ! (cadre::shim::pool_of(pool).statistics().backlog == 0);
  auto count = 1 + pool.q().qsize() * 2; => auto count = 1 + cadre::shim::pool_of(pool).statistics().backlog * 2;
  static_cast<void>(count);
  idle = pool.threads().empty(); => idle = cadre::shim::pool_of(pool).statistics().workers() == 0;
  idle = !pool.threads().empty(); => idle = cadre::shim::pool_of(pool).statistics().workers() != 0;
  count = pool.threads().size() + 1; => count = cadre::shim::pool_of(pool).statistics().workers() + 1;
  int workers = pool.workers(); => int workers = static_cast<int>(cadre::shim::pool_of(pool).statistics().workers());
  idle = -pool.workers() < 0; => idle = -static_cast<int>(cadre::shim::pool_of(pool).statistics().workers()) < 0;
  (void)workers;
E2

# Who may only look at a pool may only look at the one below it.
becomes looked_at <<'E2'
  const threadpool::ThreadPool& constant = pool;
  const threadpool::ThreadPool* const pointer = &pool;
  const std::shared_ptr<const threadpool::ThreadPool> shared;
  (void)constant.name(); => (void)cadre::shim::pool_of(constant).name();
  (void)pointer->workers(); => (void)static_cast<int>(cadre::shim::pool_of(*pointer).statistics().workers());
  (void)pointer->threads().size(); => (void)cadre::shim::pool_of(*pointer).statistics().workers();
  if (constant.q().empty()) return; => if (cadre::shim::pool_of(constant).statistics().backlog == 0) return;
  (void)shared->name(); => (void)cadre::shim::pool_of(*shared).name();
  constant.q().put(threadpool::WorkerStop);
  shared->q().put(threadpool::WorkerStop);
  constant.q().put(threadpool::Job([] { return std::any(); }));
E2
has looked_at.out 'looked_at.cpp:14:16: TPS018 q().put(WorkerStop): by hand (the pool is const here)'
has looked_at.out 'looked_at.cpp:15:15: TPS018 q().put(WorkerStop): by hand (the pool is const here)'
has looked_at.out 'looked_at.cpp:16:16: TPS017 q().put(job): by hand (the pool is const here)'
"$compiler" $includes -std=c++20 -fsyntax-only looked_at.cpp 2>err || {
  complain "what fix wrote for a const pool does not compile"
  cat err
}

# A factory sees the thread that it makes counted, and not yet listed.
program factory.cpp <<'E2'
  (void)pool.threads().size();
  (void)pool.workers();
  pool.setThreadFactory({});
E2
fixed_program >wanted <<'E2'
  (void)pool.threads().size();
  (void)static_cast<int>(cadre::shim::pool_of(pool).statistics().workers());
  pool.setThreadFactory({});
E2
database c++20 factory.cpp
run 0 fix
same "a program with a factory" wanted factory.cpp
has out 'TPS006 threads(): in place, to be reviewed (the program makes threads in a factory'

becomes statements <<'E2'
  if (pool.callInThread([] {}), true) pool._startSomeWorkers(); => if (pool.callInThread([] {}), true) {}
  for (int i = 0; i < 2; ++i) pool._startSomeWorkers(); => for (int i = 0; i < 2; ++i) {}
  { pool._startSomeWorkers(); } => { }
  pool.stopAWorker(); pool._startSomeWorkers(); => cadre::shim::pool_of(pool).shrink(1); 
  pool._startSomeWorkers();  // for the rush =>   // for the rush
E2

becomes owners <<'E2'
  int owner = 0;
  const auto who = [&owner] { return &owner; };
  const auto job = [] { return std::any(); };
  (void)pool.name(); => (void)cadre::shim::pool_of(pool).name();
  pool.dispatch(&owner, job); => pool.callInThread(job);
  pool.dispatch(0, threadpool::Function(job)); => pool.callInThread(threadpool::Function(job));
  pool.dispatch("a, b", [](int) {}, 1); => pool.callInThread([](int) {}, 1);
  pool.dispatch(who(), job);
E2
has owners.out 'the owner is no longer evaluated'

# What stays, and why.
program stays.cpp <<'E2'
  (void)threadpool::ThreadPool(1, 1).name();
  (void)static_cast<threadpool::ThreadPool&&>(pool).name();
  auto list = pool.waiters();
  for (const auto& each : pool.working()) (void)each;
  threadpool::Queue queue = pool.q();
  queue.put(threadpool::WorkerStop);
  (void)pool.waiters()  // a remark
      .size();
  pool.dispatch(nullptr /* nobody */, [] {});
  void (threadpool::ThreadPool::*address)() = &threadpool::ThreadPool::startAWorker;
  (pool.*address)();
E2
cp stays.cpp before
database c++20 stays.cpp
run 0 fix
same "what cannot be fixed stays" before stays.cpp
for reason in 'stays.cpp:5:38: TPS003 name(): by hand (the pool is a temporary); see TPS003.md' \
  'stays.cpp:6:53: TPS003 name(): by hand (the pool is a temporary)' \
  'stays.cpp:7:20: TPS008 waiters(): by hand (the list itself is used)' \
  'stays.cpp:8:32: TPS009 working(): by hand (the list itself is used)' \
  'stays.cpp:9:34: TPS010 q(): by hand (the handle is kept)' \
  'stays.cpp:9:15: TPS010 q(), name: by hand (the handle is kept)' \
  'stays.cpp:10:9: TPS018 q().put(WorkerStop): by hand (the handle is kept)' \
  'TPS008 waiters(): by hand (a comment stands within it)' \
  'TPS019 dispatch(): by hand (a comment stands within it)' \
  'TPS014 startAWorker(), address: by hand (its address is taken)'; do
  has out "$reason"
done

cat >derived.cpp <<'E2'
#include <memory>

#include "threadpool/ThreadPool.h"

using Old = threadpool::ThreadPool;
struct Middle : Old {
  using Old::Old;
  using Old::min;
  void grow() { startAWorker(); this->stopAWorker(); Old::startAWorker(); }
  std::string called() const { return name(); }
};
struct Lower final : Middle {};
struct Hidden : private Old {
  using Old::startAWorker;
  using Old::start;
  void shrink() { stopAWorker(); }
};
struct Own : Old {
  void callInThread(threadpool::Function) override {}
};
void use(Lower& lower, Hidden& hidden, Own& own, std::unique_ptr<Lower>& owned, std::shared_ptr<Old> shared) {
  lower.startAWorker();
  hidden.startAWorker();
  own.dispatch(nullptr, [] {});
  owned->startAWorker();
  shared->stopAWorker();
}
E2
sed -E -e 's|^#include "threadpool|#include "cadre/shim/pool_of.hpp"\n&|' \
  -e 's/startAWorker\(\); this->stopAWorker\(\); Old::startAWorker\(\);/S; T; S;/' \
  -e 's/\{ stopAWorker\(\);/{ T;/' \
  -e 's/S;/cadre::shim::pool_of(*this).grow(1);/g; s/T;/cadre::shim::pool_of(*this).shrink(1);/g' \
  -e 's/return name\(\)/return cadre::shim::pool_of(*this).name()/' \
  -e 's/lower.startAWorker\(\)/cadre::shim::pool_of(lower).grow(1)/' \
  -e 's/owned->startAWorker\(\)/cadre::shim::pool_of(*owned).grow(1)/' \
  -e 's/shared->stopAWorker\(\)/cadre::shim::pool_of(*shared).shrink(1)/' derived.cpp >wanted
database c++20 derived.cpp
run 0 fix
same "derived classes" wanted derived.cpp
has out 'TPS001 min(), using-declaration: by hand'
has out 'TPS014 startAWorker(): by hand (the base class ThreadPool is not accessible here)'
has out 'TPS019 dispatch(): by hand (Own has a callInThread of its own)'
"$compiler" $includes -std=c++20 -fsyntax-only derived.cpp 2>err || { complain "what fix wrote does not compile"; cat err; }

# In a template only what does not depend on it is known for sure.
cat >template.cpp <<'E2'
#include "threadpool/ThreadPool.h"

template <class P>
void open(P& pool) {
  pool.startAWorker();
}
template <class T>
void known(threadpool::ThreadPool& pool, T) {
  pool.startAWorker();
}
void use(threadpool::ThreadPool& pool) {
  open(pool);
  known(pool, 1);
  known(pool, 'c');
  const auto generic = [](auto& any) { any.stopAWorker(); };
  generic(pool);
}
E2
sed -E -e 's|^#include "thr|#include "cadre/shim/pool_of.hpp"\n&|' -e '9s/pool[.]s.*/cadre::shim::pool_of(pool).grow(1);/' \
  template.cpp >wanted
database c++20 template.cpp
run 0 fix
same "templates" wanted template.cpp
has out 'template.cpp:6:8: TPS014 startAWorker(): by hand (it is in a template, where other types may come)'
has out 'template.cpp:16:44: TPS015 stopAWorker(): by hand (it is in a template, where other types may come)'

# An override of a hook: what calls the hook may mean it, and what stands in it never runs.
cat >hook.cpp <<'E2'
#include "threadpool/ThreadPool.h"

struct Counting : threadpool::ThreadPool {
  void startAWorker() override;
  int made = 0;
};
void Counting::startAWorker() {
  ++made;
  ThreadPool::startAWorker();
}
void use(threadpool::ThreadPool& pool) {
  pool.startAWorker();
  (void)pool.name();
  pool.setName("other");
}
E2
cp hook.cpp before
database c++20 hook.cpp
run 0 fix
same "a hook that is overridden" before hook.cpp
has out 'hook.cpp:4:8: TPS033 startAWorker() override: by hand'
has out 'hook.cpp:9:15: TPS014 startAWorker(): by hand (it is in an override that is never called)'
has out 'hook.cpp:12:8: TPS014 startAWorker(): in place, to be reviewed (Counting overrides it'
has out 'hook.cpp:13:14: TPS003 name(): in place, to be reviewed (the program also changes the name'
[ "$(grep -c 'TPS033' out)" -eq 1 ] || complain "an override is listed more than once"

# Two sizes in a row become one call, whichever comes first; what an include needs comes with it.
program sizes.cpp <<'E2'
  pool.setMin(2);
  pool.setMax(4);
  pool.callInThread([] {});
  pool.setMax(8);
  pool.setMin(3);
  pool.setMax(5);
E2
program body <<'E2'
  pool.adjustPoolsize(2, 4);
  pool.callInThread([] {});
  pool.adjustPoolsize(3, 8);
  pool.adjustPoolsize(std::nullopt, 5);
E2
{
  printf '#include <optional>\n\n'
  cat body
} >wanted
cp sizes.cpp before
database c++20 sizes.cpp
run 0 fix
same "sizes are left by fix" before sizes.cpp
run 0 fix --review
cp out rest.patch
patch -s -p1 <rest.patch || complain "no patch for sizes"
same "sizes" wanted sizes.cpp

# A record with somebody who gets the result.
program job.cpp <<'E2'
  const auto show = [](bool, threadpool::Result) {};
  pool.q().put(threadpool::Job([] { return std::any(1); }, show));
  (&pool)->q().put(threadpool::Job{[] { return std::any(2); }});
E2
sed -E -e 's/pool.q.*Job\((.*), show\)\)/pool.callInThreadWithCallback(show, \1)/' \
  -e 's/->q.*Job\{(.*)\}\)/->callInThread(\1)/' job.cpp >wanted
database c++20 job.cpp
run 0 fix --review
patch -s -p1 <out || complain "no patch for job"
same "records" wanted job.cpp
finish
