#!/bin/bash
# usage.sh FOLDER - scripts/docs tells bad usage apart, explains itself, and replaces no folder that is not a site.

set -euo pipefail
work=$1
docs=$(cd "$(dirname "$0")/../.." && pwd)/scripts/docs
wrong=0

# docs_says EXPECTED-STATUS TEXT ARGUMENT...
docs_says() {
  local expected=$1 text=$2 status=0 said
  shift 2
  said=$("$docs" "$@" 2>&1) || status=$?
  if [ $status -ne "$expected" ] || ! grep -qF -- "$text" <<<"$said"; then
    printf 'WRONG: scripts/docs %s: exit status %s, and: %s\n' "$*" $status "$said"
    wrong=1
  fi
}

rm -rf "$work"
mkdir -p "$work"
printf 'kept\n' >"$work/kept"

docs_says 0 'scripts/docs [--check] [FOLDER]' --help
docs_says 2 "unknown option '--nonsense'" --nonsense
docs_says 2 'one folder at most' "$work/one" "$work/two"
docs_says 2 "the folder's name is empty" ''
docs_says 1 "$work is there, and is no site" "$work"
docs_says 1 "$work/kept is there, and is no site" "$work/kept"
[ "$(cat "$work/kept")" = kept ] || {
  printf 'WRONG: the folder was changed\n'
  wrong=1
}
exit $wrong
