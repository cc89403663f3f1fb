#!/bin/bash
# todo.sh FOLDER PROGRAM
#
# The list of known failures does what tests/conformance/todo_shim says: a run with nothing but known failures passes;
# it fails for a case that fails and is not named, for one that is named and passes, for a name that no case has,
# and for a list that has another length than the number in it.

set -euo pipefail
work=$1 program=$2
rm -rf "$work"
mkdir -p "$work"
wrong=0
complain() {
  printf 'WRONG: %s; the program said:\n' "$*"
  cat "$work/said"
  wrong=1
}

# run NUMBER NAME...: with a list of these names; the arguments of the program are in `arguments`.
arguments=()
run() {
  printf '# why\n\n' >"$work/list"
  if [ -n "$1" ]; then printf 'at most: %s\n' "$1" >>"$work/list"; fi
  shift
  if [ $# -gt 0 ]; then printf '%s\n' "$@" >>"$work/list"; fi
  KNOWN_FAILURES=${list:-$work/list} "$program" --color_output=no "${arguments[@]}" >"$work/said" 2>&1
}
passes() {
  local what=$1
  shift
  run "$@" || complain "$what: the run failed"
}
# fails WHAT LINE NUMBER NAME...: and says the line.
fails() {
  local what=$1 line=$2 status=0
  shift 2
  run "$@" || status=$?
  [ $status -eq 201 ] || [ $status -eq 200 ] || complain "$what: exit status $status"
  grep -qx "$line" "$work/said" || complain "$what: not a word of it"
}
known=(bad/checks bad/requires_ bad/throws)
failed='\*\*\* [0-9]* failures* .*'

passes "all that fail are named" 3 "${known[@]}"
fails "one of them is not named" "$failed" 2 bad/checks bad/throws
fails "none is named" "$failed" 0
fails "a todo passes" 'todo list: good/passes passes: it has to leave the list' 4 "${known[@]}" good/passes
fails "an unknown name" 'todo list: there is no case bad/forgotten' 4 "${known[@]}" bad/forgotten
fails "the name of a suite" 'todo list: there is no case bad' 4 "${known[@]}" bad
fails "longer than its number" "todo list: .*/list names 3 cases, and its number is '2'" 2 "${known[@]}"
fails "shorter than its number" "todo list: .*/list names 3 cases, and its number is '4'" 4 "${known[@]}"
fails "without a number" "todo list: .*/list names 3 cases, and its number is 'missing'" '' "${known[@]}"
fails "a name twice" 'todo list: bad/throws is named twice' 3 "${known[@]}" bad/throws
list=$work/missing fails "no list" "todo list: $work/missing cannot be read" 0

arguments=(--run_test=good/passes)
passes "what is not run need not fail" 3 "${known[@]}"
passes "nothing to do, and nothing failed" 0
fails "a todo passes in a part of the suite" 'todo list: good/passes passes: it has to leave the list' 1 good/passes
arguments=(--run_test=bad/checks)
passes "a part of the suite in which a todo fails" 3 "${known[@]}"
arguments=(--run_test=bad,crash)
fails "a crash is no known failure" '.*: signal: SIGABRT .*' 3 "${known[@]}"
arguments=(--run_test=bad,fixture)
fails "neither is a suite's fixture" '.*: std::runtime_error: a fixture' 3 "${known[@]}"
exit $wrong
