#!/bin/bash
# A header that several sources include is one file: listed once, edited once. Only the project's files are edited.

. "$(dirname "$0")/common.sh" "$@"

mkdir project project/build other
cat >project/shared.hpp <<'E2'
#pragma once
#include "threadpool/ThreadPool.h"
inline void grow(threadpool::ThreadPool& pool) { pool.startAWorker(); }
E2
cat >other/vendor.hpp <<'E2'
#include "threadpool/ThreadPool.h"
inline void shrink(threadpool::ThreadPool& pool) { pool.stopAWorker(); }
E2
for name in one two; do
  printf '#include "%s"\n#include "../other/vendor.hpp"\n' "$work/project/./shared.hpp" >project/$name.cpp
done
# The second one comes by another way.
ln -s project linked
sed -i 's|project/./shared|linked/shared|' project/two.cpp
cat >project/includes_it.cpp <<'E2'
#include "shared.hpp"

#include <memory>

void own(std::unique_ptr<threadpool::ThreadPool>& pool) { pool->startAWorker(); }
E2
(cd project/build && database c++20 ../one.cpp ../two.cpp ../includes_it.cpp)
cat >wanted.hpp <<'E2'
#pragma once
#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"
inline void grow(threadpool::ThreadPool& pool) { cadre::shim::pool_of(pool).grow(1); }
E2
cat >wanted.cpp <<'E2'
#include "shared.hpp"

#include <memory>

#include "cadre/shim/pool_of.hpp"

void own(std::unique_ptr<threadpool::ThreadPool>& pool) { cadre::shim::pool_of(*pool).grow(1); }
E2
cp other/vendor.hpp vendor.before
cp "$root/legacy/include/threadpool/ThreadPool.h" frozen.before
cp -r project kept
cd project
run 1 report
[ "$(grep -c 'shared.hpp:3:' "$work/out")" -eq 1 ] || complain "a shared header's use is not listed once"
grep -qE '^TPS014 +startAWorker\(\) +2 +2 +0 +0$' "$work/out" || { complain "the table counts otherwise"; cat "$work/out"; }
run 0 fix
same "the shared header" ../wanted.hpp shared.hpp
same "a source that has the frozen header through another one" ../wanted.cpp includes_it.cpp
same "a header outside of the project" ../vendor.before ../other/vendor.hpp
has "$work/out" "by hand (the file lies outside of $work/project)"
cmp -s ../frozen.before "$root/legacy/include/threadpool/ThreadPool.h" || complain "the frozen header was edited"
run 0 fix
same "the shared header, again" ../wanted.hpp shared.hpp

# A wider root takes the other header in.
run 0 fix --root "$work"
has ../other/vendor.hpp 'cadre::shim::pool_of(pool).shrink(1)'
cp ../vendor.before ../other/vendor.hpp

# One source is enough for the header, and the other one need not compile.
cp ../kept/shared.hpp shared.hpp
printf '#error not today\n' >>two.cpp
run 1 fix
same "the shared header beside a source with errors" ../wanted.hpp shared.hpp
has "$work/err" 'two.cpp does not compile'
has "$work/err" 'not today'

# Sources that do not agree about it, for a macro makes two programs of it: the more careful opinion counts.
cat >shared.hpp <<'E2'
#pragma once
#include "threadpool/ThreadPool.h"
#ifdef CONSTANT
using Pool = const threadpool::ThreadPool;
#else
using Pool = threadpool::ThreadPool;
#endif
inline void leave(Pool& pool) { pool.q().put(threadpool::WorkerStop); }
E2
printf '#define CONSTANT\n#include "shared.hpp"\n' >two.cpp
cp shared.hpp before
run 0 fix
same "a header that is read in two ways" before shared.hpp
has "$work/out" 'TPS018 q().put(WorkerStop): by hand (the pool is const here)'
finish
