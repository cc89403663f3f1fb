# shellcheck shell=bash
# What the relink tests share. Sourced with: FOLDER-TO-WORK-IN LEGACY-PROGRAM SHIM-PROGRAM EXPECTED-IDS.
# Each test runs the old program in three ways: linked against the legacy library, linked against the
# shim, and the first with the shim's folder first on the loader's path.

set -euo pipefail
export LC_ALL=C.UTF-8
unset LD_LIBRARY_PATH

work=$1 legacy=$2 shim=$3 expected_ids=$4
ways=(legacy shim swapped)
wrong=0

library_of() { ldd "$1" | awk '$1 == "libthreadpool.so.1" { print $3 }'; }
shim_folder=$(dirname "$(library_of "$shim")")

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

expect() {
  local what=$1
  shift
  "$@" || complain "$what"
}

same() {
  cmp -s "$1" "$2" || {
    complain "$1 and $2 differ (<: first, >: second)"
    diff "$1" "$2" | head -n 20
  }
}

# run WAY ARGUMENT...: leaves WAY.report, WAY.log, WAY.status and WAY.problems in the folder.
run() {
  local way=$1 program=$legacy status=0 environment=()
  shift
  case $way in
    shim) program=$shim ;;
    swapped) environment=(LD_LIBRARY_PATH="$shim_folder") ;;
  esac
  env "${environment[@]}" "$program" "$@" >"$work/$way.report" 2>"$work/$way.log" || status=$?
  printf '%s\n' "$status" >"$work/$way.status"
  grep '^legacy-app: ' "$work/$way.log" | grep -v '^legacy-app: note: ' >"$work/$way.problems" || true
}

# All three ways, with the same outcome.
run_all() {
  local way
  for way in "${ways[@]}"; do run "$way" "$@"; done
  for way in shim swapped; do
    same "$work/legacy.report" "$work/$way.report"
    same "$work/legacy.problems" "$work/$way.problems"
    same "$work/legacy.status" "$work/$way.status"
  done
}

status_is() { [ "$(cat "$work/legacy.status")" = "$1" ]; }

finish() {
  if [ $wrong -ne 0 ]; then
    tail -n 40 "$work"/*.log || true
    exit 1
  fi
}

rm -rf "$work"
mkdir -p "$work"
expect "the programs load different libraries" [ "$(library_of "$legacy")" != "$(library_of "$shim")" ]
