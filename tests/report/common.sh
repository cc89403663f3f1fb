# shellcheck shell=bash
# What the tests of the program share. Sourced with: FOLDER-TO-WORK-IN PROGRAM CALLER.

set -euo pipefail
export LC_ALL=C.UTF-8

# shellcheck disable=SC2034 # not all of them need the caller
work=$1 tool=$2 caller=$3
guide=/g/README.md
wrong=0

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

expect() {
  local what=$1
  shift
  "$@" || complain "$what"
}

# run STATUS ARGUMENT...: leaves out and err in the folder.
run() {
  local wanted=$1 status=0
  shift
  "$tool" "$@" >out 2>err || status=$?
  [ "$status" -eq "$wanted" ] || complain "exit status $status instead of $wanted: threadpool-report $*"
}

# same FILE: it has the text on standard input.
same() {
  diff - "$1" || complain "$1 differs (<: wanted, >: is)"
}

has() { grep -qF -e "$2" "$1" || complain "no '$2' in $1"; }
lacks() {
  [ -f "$1" ] || complain "there is no file $1"
  ! grep -qF -e "$2" "$1" || complain "there is '$2' in $1"
}
empty() { { [ -f "$1" ] && [ ! -s "$1" ]; } || complain "$1 is not there, or not empty"; }

# text MODULE OFFSET
text() {
  printf 'threadpool: TPS008 waiters() is removed since 2.0 (called from %s+%s): use %s — see %s#tps008\n' \
    "$1" "$2" 'cadre::shim::pool_of(pool).statistics().idle' "$guide"
}

# json MODULE OFFSET [KEY=VALUE...]: other values, as they stand in the line.
json() {
  local line pair
  line='{"schema":"threadpool-deprecation/1","event":"use","process":1,"thread":2,"id":"TPS008","kind":"answered",'
  line+='"member":"waiters()","since":"2.0","removed_in":"3.0","replacement":"x","guide":"/g#x","module":"'$1'",'
  line+='"path":"","build_id":"","offset":"'$2'","function":"","class":"","vintage":"relinked","calls":1}'
  shift 2
  for pair in "$@"; do
    line=$(KEY=${pair%%=*} VALUE=${pair#*=} awk '{
      start = index($0, "\"" ENVIRON["KEY"] "\":") + length(ENVIRON["KEY"]) + 3
      rest = substr($0, start)
      match(rest, /^("[^"]*"|[^,}]*)/)
      print substr($0, 1, start - 1) ENVIRON["VALUE"] substr(rest, RLENGTH + 1)
    }' <<<"$line")
  done
  printf '%s\n' "$line"
}

finish() {
  [ $wrong -eq 0 ] || { printf 'in %s: standard output and standard error of the last run:\n' "$work"; cat out err; exit 1; }
}

rm -rf "$work"
mkdir -p "$work"
cd "$work"
