#!/bin/bash
# What is an argument of a macro stands in the file; what is in its body is left alone, and listed once.

. "$(dirname "$0")/common.sh" "$@"

cat >macros.cpp <<'E2'
#include <cassert>

#include "threadpool/ThreadPool.h"

#define SAME(x) x
#define TWICE(x) ((x), (x))
#define NOT(x) !x
#define POOL pool
#define GROW(p) (p).startAWorker()
#define CALL(p, member) (p).member()
#define STOP threadpool::WorkerStop

void use(threadpool::ThreadPool& pool) {
  SAME(pool.startAWorker());
  SAME(SAME(pool.stopAWorker()));
  TWICE(pool.startAWorker());
  assert(pool.q().empty());
  (void)NOT(pool.waiters().empty());
  SAME(POOL.startAWorker());
  POOL.startAWorker();
  pool.q().put(STOP);
  SAME(pool).startAWorker();
  pool.dispatch(NULL, [] {});
  GROW(pool);
  GROW(POOL);
  CALL(pool, stopAWorker);
  SAME(pool._startSomeWorkers());
}
E2
sed -E -e 's|^#include "thr|#include "cadre/shim/pool_of.hpp"\n&|' \
  -e '14,20s/pool[.]startAWorker\(\)/cadre::shim::pool_of(pool).grow(1)/' \
  -e '20s/POOL[.]startAWorker\(\)/cadre::shim::pool_of(POOL).grow(1)/' \
  -e '22s/SAME.*/cadre::shim::pool_of(SAME(pool)).grow(1);/' \
  -e '15s/pool[.].*\)\)/cadre::shim::pool_of(pool).shrink(1)))/' \
  -e '17s/pool.*\)/(cadre::shim::pool_of(pool).statistics().backlog == 0))/' \
  -e '18s/pool.*\)/(cadre::shim::pool_of(pool).statistics().idle == 0))/' \
  -e '21s/pool.*\)/cadre::shim::pool_of(pool).shrink(1)/' \
  -e '23s/pool.*NULL, /pool.callInThread(/' macros.cpp >wanted
database c++20 macros.cpp
run 0 fix
same "macros" wanted macros.cpp
[ "$(grep -c 'macros.cpp:10:21: TPS014 startAWorker(): by hand (in a macro); see TPS014.md' out)" -eq 1 ] ||
  complain "the body of GROW is not listed once"
has out 'macros.cpp:20:13: TPS014 startAWorker(): by hand (part of it is in a macro)'
has out 'TPS016 _startSomeWorkers(): by hand'
"$compiler" $includes -std=c++20 -fsyntax-only macros.cpp 2>err || { complain "what fix wrote does not compile"; cat err; }
cp macros.cpp before
run 0 fix
same "macros, again" before macros.cpp
finish
