#!/bin/bash
# client.sh FOLDER THREADPOOL-SCAN COMPILER pie|no-pie OPTIMISATION
#
# What is planted in clients/ is found, and nothing else: in objects, archives, programs and shared libraries, stripped
# and not. Exits with 77 if there is no such compiler.

. "$(dirname "$0")/common.sh" "$@"
compiler=$3 pie=$4 optimisation=$5

if ! command -v "$compiler" >/dev/null; then
  say "skipped: $compiler is not installed; scripts/setup test installs it"
  exit 77
fi
if [ "$pie" = pie ]; then compiling=(-fpie) linking=(-pie); else compiling=(-fno-pie) linking=(-no-pie); fi
make_library "$compiler"

compile() { "$compiler" -std=c++17 "-$optimisation" "$@" -I "$root/legacy/include" -c; }

for source in "$here"/clients/*.cpp; do
  name=$(basename "$source" .cpp)
  expected=$here/clients/$name.expected
  if [ "$name" = tiny ]; then continue; fi
  compile "${compiling[@]}" "$source" -o "$work/$name.o"
  check "$expected" "$work/$name.o"
  if [ "$name" = calls ]; then check_places calls.o; fi

  # What relocations need stays; local names go.
  strip --strip-unneeded "$work/$name.o" -o "$work/$name-stripped.o"
  check "$expected" "$work/$name-stripped.o" no-names
  ar rc "$work/lib$name.a" "$work/$name.o"
  check "$expected" "$work/lib$name.a"

  "$compiler" "${linking[@]}" "$work/$name.o" "$work/libthreadpool.so" -o "$work/$name"
  check "$expected" "$work/$name"
  if [ "$name" = calls ]; then check_places calls; fi
  strip "$work/$name" -o "$work/$name-stripped"
  check "$expected" "$work/$name-stripped" no-names

  if [ "$pie" = no-pie ]; then continue; fi
  compile -fPIC "$source" -o "$work/$name-pic.o"
  "$compiler" -shared "$work/$name-pic.o" -o "$work/lib$name.so"
  check "$expected" "$work/lib$name.so"
  strip "$work/lib$name.so"
  check "$expected" "$work/lib$name.so" no-names
done
finish
