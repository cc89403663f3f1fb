#!/bin/bash
# verify shows what is left, and asks the build.

. "$(dirname "$0")/common.sh" "$@"

program done.cpp <<<'  pool.callInThread([] {});'
program left.cpp <<<'  pool.setMin(1); pool.stop();'
printf 'inline int shared() { return threadpool::PoolState().min; }\n' >shared.hpp
database c++20 done.cpp
run 0 verify
has out 'all 1 compile without the removed members'
sed -i '1a #include "shared.hpp"' done.cpp left.cpp
database c++20 done.cpp left.cpp
run 1 verify
has out "left.cpp:6:8: error: no member named 'setMin'"
[ "$(grep -c "no member named 'PoolState'" out)" -eq 1 ] || { complain "an error of a header is not shown once"; cat out; }
run 1 verify left.cpp
cat >left.cpp <<<'int main() {}'
run 0 verify left.cpp

# The command decides as well, and has the macro.
export CXXFLAGS=-DOWN
# shellcheck disable=SC2016
run 0 verify left.cpp --command 'printf "%s\n" "$CXXFLAGS" >flags'
same "CXXFLAGS" <(printf '%s\n' '-DOWN -DTHREADPOOL_DISABLE_REMOVED') flags
run 1 verify left.cpp --command false
has err 'this failed: false'
run 1 verify --command true
run 0 verify left.cpp --command 'kill -0 $$'
run 1 verify left.cpp --command 'kill -9 $$'
finish
