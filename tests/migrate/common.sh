# shellcheck shell=bash
# What the tests of the tool share. Sourced with: FOLDER-TO-WORK-IN TOOL REPOSITORY COMPILER.

set -euo pipefail
export LC_ALL=C.UTF-8
unset CXXFLAGS

work=$1 tool=$2 root=$3 compiler=$4
# shellcheck disable=SC2034 # not all of them need it
guide=$root/migration-guide
includes="-I$root/legacy/include -I$root/core/include -I$root/shim/include"
wrong=0

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

# run STATUS ARGUMENT...: leaves out and err in the folder.
run() {
  local wanted=$1 status=0
  shift
  "$tool" "$@" >"$work/out" 2>"$work/err" || status=$?
  [ "$status" -eq "$wanted" ] || {
    complain "exit status $status instead of $wanted: threadpool-migrate $*"
    head -n 20 "$work/err"
  }
}

# same WHAT WANTED FILE
same() {
  cmp -s "$2" "$3" && return
  complain "$1 (<: wanted, >: is)"
  diff "$2" "$3" | head -n 20 || true
}

has() { grep -qF -e "$2" "$1" || { complain "no '$2' in $1:"; head -n 20 "$1"; }; }
lacks() {
  [ -f "$1" ] || complain "there is no file $1"
  ! grep -qF -e "$2" "$1" || complain "there is '$2' in $1"
}
empty() { { [ -f "$1" ] && [ ! -s "$1" ]; } || { complain "$1 is not there, or not empty:"; head -n 20 "$1"; }; }

# database STANDARD SOURCE...: compile_commands.json here, as CMake writes it.
database() {
  local standard=$1 source comma=
  shift
  {
    printf '['
    for source in "$@"; do
      printf '%s\n{"directory": "%s", "command": "%s", "file": "%s"}' "$comma" "$PWD" \
        "$compiler $includes -std=$standard -Wall -Wno-no-such-warning -fno-such-optimisation -o x.o -c $source" "$source"
      comma=,
    done
    printf ']\n'
  } >compile_commands.json
}

# program NAME: its body, where `pool` is a ThreadPool, from standard input; as a whole program that compiles.
program() {
  {
    printf '#include "threadpool/ThreadPool.h"\n\n'
    printf 'void use(threadpool::ThreadPool& pool) {\n  (void)pool;\n'
    cat
    printf '}\n'
  } >"$1"
}

# The same, as it is wanted, with the include that a fix needs.
fixed_program() {
  printf '#include "cadre/shim/pool_of.hpp"\n'
  printf '#include "threadpool/ThreadPool.h"\n\n'
  printf 'void use(threadpool::ThreadPool& pool) {\n  (void)pool;\n'
  cat
  printf '}\n'
}

# ids_in REPORT [FILE]: the IDs that a report in text lists, for one file or all.
ids_in() {
  awk -v file="${2-}" '
    match($0, /: TPS[0-9]+ /) { if (file == "" || index($0, file ":") == 1) print substr($0, RSTART + 2, 6) }' "$1" |
    sort -u
}

finish() {
  [ $wrong -eq 0 ] || { printf 'in %s\n' "$work"; exit 1; }
}

rm -rf "$work"
mkdir -p "$work"
cd "$work"
