#!/bin/bash
# same_abi.sh [--must-differ] <folder of the header> <library or stored ABI> <library>
#
# Fails unless the second has the ABI of the first; with --must-differ, unless abidiff finds a change that breaks
# clients. Exit status 77: nothing could be compared, or with --skip <reason>: nothing is to be.

set -euo pipefail
skip() { echo "skipped: $*"; exit 77; }
if [ "$1" = --skip ]; then skip "$2"; fi
must_differ=
if [ "$1" = --must-differ ]; then must_differ=yes; shift; fi
headers=$1 before=$2 after=$3

command -v abidiff >/dev/null || skip "abidiff is not installed (package abigail-tools)"
options=(--no-added-syms --drop-private-types --headers-dir2 "$headers")
# A stored ABI holds no private types any more, and abidiff fails when told to drop them from it.
case $before in *.xml) libraries=("$after") ;; *) libraries=("$before" "$after") options+=(--headers-dir1 "$headers") ;; esac
# Without debug information abidiff sees names only and would find nothing whatever happened.
for file in "${libraries[@]}"; do
  [[ $(readelf --section-headers --wide "$file") == *.debug_info* ]] || skip "no debug information in $file"
done

status=0
abidiff "${options[@]}" "$before" "$after" || status=$?
# Bits: 1 error, 2 usage, 4 the ABI changed, 8 incompatibly.
if [ -z "$must_differ" ]; then
  [ $status -eq 0 ] || { echo "abidiff: exit status $status"; exit 1; }
  exit 0
fi
if [ $((status & 3)) -ne 0 ] || [ $((status & 4)) -eq 0 ]; then
  echo "abidiff: exit status $status, but this change breaks clients: the gate is blind"
  exit 1
fi
