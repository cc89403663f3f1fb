#!/bin/bash
# run.sh [OPTION...] MODEL [-DNAME...] - searches every run of MODEL.pml, as Spin sees them.
# run.sh --covered FILE... - fails if there is a statement that no search has reached.
#
#   --cycles            looks for runs that never end, instead of ends where something was forgotten
#   --unreached FILE    writes there what the search has not reached
#   --expect TEXT       the model is broken: passes only if the search reports an error with this text in it
#
# Prints how many states there are, and how deep the search went. Exits with 77 if Spin is not installed.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"
here=$(dirname "$script")

require_spin() {
  if command -v spin >/dev/null; then return; fi
  say "skipped: spin is not installed; scripts/setup test installs it"
  exit 77
}

# What every search has left out.
if [ "${1:-}" = --covered ]; then
  shift
  require_spin
  for file in "$@"; do [ -r "$file" ] || fail "$file is missing"; done
  never=$(sort "$@" | uniq -c | awk -v searches=$# '$1 == searches' | grep -v -- '-end-' || true)
  [ -z "$never" ] || fail "no search has reached:"$'\n'"$never"
  say "each statement is reached by one of $# searches"
  exit 0
fi

searching=(-DSAFETY)
options=()
expected="" unreached=""
while [[ ${1:-} == -* ]]; do
  case $1 in
    -h | --help) show_help; exit 0 ;;
    --cycles) searching=(-DNP) options=(-l) ;;
    --unreached) unreached=$(realpath "$2"); shift ;;
    --expect) expected=$2; shift ;;
    *) bad_usage "unknown option '$1'" ;;
  esac
  shift
done
[ $# -ge 1 ] && [ -r "$here/$1.pml" ] || bad_usage "which model?"
model=$1
shift

require_spin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.pml "$work"
cd "$work"
spin -a "$@" "$model.pml" >spin.log 2>&1 && [ -r pan.c ] || { cat spin.log; fail "spin does not take the model"; }
# Without optimisation: compiling would take longer than the search.
gcc -w "${searching[@]}" -DCOLLAPSE -DVECTORSZ=1024 -DMEMLIM=3000 -o pan pan.c || fail "the search does not compile"
./pan -m20000 "${options[@]}" >log || { cat log; fail "the search has failed"; }

states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' log)
depth=$(sed -n 's/^State-vector.*depth reached \([0-9]*\), errors.*/\1/p' log)
errors=$(sed -n 's/^State-vector.*errors: \([0-9]*\)$/\1/p' log)
found=$(sed -n 's/^pan:1: //p' log)
[ -n "$states" ] && [ -n "$depth" ] && [ -n "$errors" ] || { cat log; fail "the search has not said what it found"; }
say "$model $*: $states states, depth $depth, errors $errors${found:+: $found}"

if [ -n "$expected" ]; then
  [ "$errors" = 1 ] || fail "the broken model passes"
  [[ $found == *"$expected"* ]] || fail "the error is another one than '$expected'"
  exit 0
fi
if [ "$errors" != 0 ]; then
  spin -t -p "$@" "$model.pml" | tail -n 300
  fail "the model fails: $found"
fi
if grep -Ei 'search not completed|depth too small|out of memory|memory limit' log; then fail "the search is not complete"; fi

# submitter, worker, owner and clock open the books in the same words: it is enough if one of them reaches these.
if [ -n "$unreached" ]; then
  awk '/^unreached in proctype/ { role = $4 }
       /^\t.*, state [0-9]+, / {
         shared = role ~ /submitter|worker|owner|clock/ && $1 !~ /^threads/
         line = $1; sub(/.*:/, "", line)
         text = $0; sub(/^.*, state [0-9]+, /, "", text)
         key = line " " text
         if (!shared) print role, key
         else if (!seen[role, key]++ && ++roles[key] == 4) print "all", key
       }' log | sort -u >"$unreached"
fi
