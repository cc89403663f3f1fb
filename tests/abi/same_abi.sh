#!/bin/bash
# same_abi.sh [--must-differ <exit status of abidiff> <words>] <folder of the header> <library or stored ABI> <library>
#
# The gate: fails unless abidiff finds nothing at all, and no list of suppressions is read. With --must-differ, fails
# unless abidiff ends with that status and its report has a line with these words (an extended regular expression).
# Exit status 77: nothing could be compared, or with --skip <reason>: nothing is to be.

set -euo pipefail
skip() { echo "skipped: $*"; exit 77; }
if [ "$1" = --skip ]; then skip "$2"; fi
# Bits: 1 error, 2 usage, 4 the ABI changed, 8 incompatibly.
expected=0 words=
if [ "$1" = --must-differ ]; then expected=$2 words=$3; shift 3; fi
headers=$1 before=$2 after=$3

command -v abidiff >/dev/null || skip "abidiff is not installed (package abigail-tools)"
options=(--no-default-suppression --no-added-syms --drop-private-types --headers-dir2 "$headers")
# A stored ABI holds no private types any more, and abidiff fails when told to drop them from it.
libraries=("$after")
case $before in
  *.xml) ;;
  *) libraries+=("$before") options+=(--headers-dir1 "$headers") ;;
esac
# Without debug information abidiff sees names only and would find nothing whatever happened.
for file in "${libraries[@]}"; do
  [[ $(readelf --section-headers --wide "$file") == *.debug_info* ]] || skip "no debug information in $file"
done

status=0
report=$(abidiff "${options[@]}" "$before" "$after") || status=$?
printf '%s\n' "$report"
if [ $status -ne "$expected" ]; then
  echo "abidiff: exit status $status instead of $expected"
  exit 1
fi
if [ -n "$words" ] && ! grep -qE -- "$words" <<<"$report"; then
  echo "abidiff: exit status $status as it should be, but not a word of: $words"
  exit 1
fi
