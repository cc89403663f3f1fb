# shellcheck shell=bash
# What the tests of threadpool-scan share. Sourced with: FOLDER-TO-WORK-IN THREADPOOL-SCAN.

set -euo pipefail
export LC_ALL=C.UTF-8
# Told apart from what the tool itself returns.
export ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99 TSAN_OPTIONS=exitcode=99
. "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

work=$1 tool=$2
here=$(dirname "$script")
wrong=0
blind_spot="Virtual calls to removed hooks, as p.startAWorker() through a pointer or reference, are invisible to this scan."
rm -rf "$work"
mkdir -p "$work"

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

expect() {
  local what=$1
  shift
  "$@" || complain "$what"
}

finish() { exit $wrong; }

# scan STATUS ARGUMENT...: leaves the report and the errors in the folder.
scan() {
  local wanted=$1 status=0
  shift
  "$tool" "$@" >"$work/report" 2>"$work/errors" || status=$?
  if [ $status -ne "$wanted" ]; then
    complain "status $status instead of $wanted for $*"
    cat "$work/report" "$work/errors"
  fi
  expect "the report says what is invisible, for $*" grep -qF "$blind_spot" "$work/report"
}

# What was found, a line for each use and each override.
found() {
  awk '
    /^  TPS/ { head = substr($0, 3) }
    /^  TPS.* is used: / { print head }
    /^          by / { print head " " substr($0, 11) }' "$work/report" | sort
}

# check EXPECTED FILE: scans the file and finds what is expected, no more and no less. With "no-names" behind: without the
# names of functions.
check() {
  local expected=$1 file=$2 names=${3:-names} status=0 edit=
  if [ -s "$expected" ]; then status=1; fi
  scan $status "$file"
  if [ "$names" = no-names ]; then edit='/ is overridden in class /s/ by .*//'; fi
  sed "$edit" "$expected" | sort -u >"$work/wanted"
  found | sed "$edit" | sort -u >"$work/found"
  report_lines "missing in $file" "$(comm -23 "$work/wanted" "$work/found")"
  report_lines "too much in $file" "$(comm -13 "$work/wanted" "$work/found")"
  expect "nothing is unknown in $file" [ "$(grep -c '^  unknown: ' "$work/report")" -eq 0 ]
}

report_lines() { if [ -n "$2" ]; then complain "$1: $2"; fi; }

# After a scan of the client calls: each use is in the function that has its ID in its name.
check_places() {
  awk -v file="$1" '
    /^  TPS/ { id = $1; getline; places = 0 }
    /^          in / && !index($0, "at_" id "(") { print "WRONG: " file ": " id $0; wrong = 1 }
    END { exit wrong }' "$work/report" || wrong=1
  expect "each use in $1 has a place" [ "$(grep -c 'a place that the file does not tell' "$work/report")" -eq 0 ]
}

# make_library COMPILER...: a library with the symbols of libthreadpool.so.1 and nothing behind them.
make_library() {
  grep '^_Z' "$root/legacy/abi/threadpool.symbols" | awk '
    function symbol(kind, size) {
      printf ".globl %s\n.type %s, %%%s\n.size %s, %d\n%s:\n", $1, $1, kind, $1, size, $1
    }
    /^_ZT/ { data[++count] = $1; next }
    { print ".text"; symbol("function", 4); print ".zero 4" }
    END {
      print ".data"
      for (i = 1; i <= count; ++i) { $1 = data[i]; print ".balign 8"; symbol("object", 128); print ".zero 128" }
      print ".section .note.GNU-stack,\"\",%progbits"
    }' >"$work/library.s"
  echo 'THREADPOOL_1 { global: *; };' >"$work/library.map"
  "$@" -shared -nostdlib "$work/library.s" -o "$work/libthreadpool.so" -Wl,-soname,libthreadpool.so.1 \
    "-Wl,--version-script=$work/library.map"
}
