#!/bin/bash
# Without clang each command that needs it says so, before it looks for anything; the others work.

. "$(dirname "$0")/common.sh" "$@"

program source.cpp <<<'  pool.startAWorker();'
cp source.cpp before
database c++20 source.cpp
for name in report fix verify 'report -p nowhere'; do
  # shellcheck disable=SC2086
  run 2 $name
  empty out
  has err 'built without clang: install libclang-19-dev and llvm-19-dev'
done
same "the source" before source.cpp
run 0 --help
run 0 --version
finish
