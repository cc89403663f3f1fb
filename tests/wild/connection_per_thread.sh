#!/bin/bash
# connection_per_thread.sh FOLDER LEGACY-PROGRAM SHIM-PROGRAM IDS CORE-LIBRARY LOG-LIBRARY COMPILER FLAG...
#
# An override of startAWorker that opens a connection for its thread. Under the shim every job runs, the program says
# that the connections are missing, and the log names the class and what replaces the override: the patch beside the
# program puts that in, and then the program does what it did with the legacy library.

. "$(dirname "$0")/log.sh" "$@"
core=$5 log=$6
shift 6
compile=("$@")
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
program=${expected_ids%.ids}

check_outcome() {
  same "$program.$2.out" "$work/$1.report"
  expect "exit status $3 ($1)" [ "$(cat "$work/$1.status")" = "$3" ]
}

names_the_replacement() {
  local line='^threadpool: TPS033 startAWorker\(\) is overridden by wild::ConnectionPool in '
  line+=".*but is never called since 2\\.0: use cadre::shim::pool_of\\(pool\\)\\.set_thread_hooks — see .*#tps033\$"
  expect "class and replacement in the log ($1)" [ "$(grep -cE "$line" "$work/$1.log")" -eq 1 ]
}

for way in "${ways[@]}"; do run "$way"; done
check_outcome legacy legacy 0
check_outcome shim shim 1
check_outcome swapped shim 1
check_logs
names_the_replacement shim
names_the_replacement swapped

# One statement and its #include, and nothing is taken away.
patch_file=$program.patch
expect "two lines are added, one an #include" \
  [ "$(grep -c '^+[^+]' "$patch_file") $(grep -c '^+#include "cadre/' "$patch_file")" = "2 1" ]
expect "no line is taken away" [ "$(grep -c '^-[^-]' "$patch_file")" -eq 0 ]

patch -p1 --fuzz=0 --silent -d "$root" -o "$work/patched.cpp" <"$patch_file" ||
  complain "the patch does not apply"
libraries=("$(library_of "$shim")" "$log" "$core")
paths=()
for library in "${libraries[@]}"; do paths+=("-Wl,-rpath,$(dirname "$library")"); done
"${compile[@]}" -std=c++20 -pthread \
  -I "$root/legacy/include" -I "$root/core/include" -I "$root/shim/include" \
  "$work/patched.cpp" -o "$work/patched" "${libraries[@]}" "${paths[@]}" ||
  complain "the patched program cannot be built"

legacy=$work/patched
run patched
check_outcome patched legacy 0
same "$work/legacy.report" "$work/patched.report"
check_log patched relinked
finish
