#!/bin/bash
# fix with SOURCES, --dry-run and --review; what they print and where.

. "$(dirname "$0")/common.sh" "$@"

for name in one two; do
  program $name.cpp <<'E2'
  pool.startAWorker();
  (void)pool.min();
  (void)pool.threads();
E2
done
cp one.cpp before
fixed_program >wanted <<'E2'
  cadre::shim::pool_of(pool).grow(1);
  (void)pool.min();
  (void)pool.threads();
E2
database c++20 one.cpp two.cpp

run 0 fix --dry-run one.cpp
has out '--- a/one.cpp'
lacks out 'two.cpp'
lacks out 'limits()'
has err 'one.cpp:7:14: TPS006 threads(): by hand'
same "--dry-run" before one.cpp
run 0 fix --review
has out '--- a/two.cpp'
lacks out '.grow(1)'
same "--review" before one.cpp

run 0 fix one.cpp
same "the source that was named" wanted one.cpp
same "the other one" before two.cpp
has out 'one.cpp: 1 use replaced'
has out '1 of 3 uses replaced, in 1 file; 2 left'
has out 'one.cpp:7:14: TPS001 min(): in place, to be reviewed'

# Done by review, by fix, and by hand, in this order: none undoes another one.
run 0 fix --review two.cpp
patch -s -p1 <out || complain "no patch"
run 0 fix two.cpp
has two.cpp 'cadre::shim::pool_of(pool).grow(1);'
has two.cpp 'static_cast<int>(cadre::shim::pool_of(pool).limits().min)'
[ "$(grep -c pool_of.hpp two.cpp)" -eq 1 ] || complain "the include is there more than once"

# The same source twice in the database, with different macros: its common part is changed once.
program several.cpp <<'E2'
  pool.startAWorker();
#ifdef MORE
  pool.stopAWorker();
#endif
E2
database c++20 several.cpp several.cpp
sed -i '3s/-c several/-DMORE -c several/' compile_commands.json
run 0 fix
fixed_program >wanted <<'E2'
  cadre::shim::pool_of(pool).grow(1);
#ifdef MORE
  cadre::shim::pool_of(pool).shrink(1);
#endif
E2
same "a source with two commands" wanted several.cpp
finish
