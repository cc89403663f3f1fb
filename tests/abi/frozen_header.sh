#!/bin/bash
# frozen_header.sh [--must-differ] <header> <SHA-256>
#
# Fails unless the code of the header has that checksum. What no tool sees in a library is in there: inline bodies, of
# which every client has its own copy, noexcept, default arguments, macros. Comments, white space and the advice in
# THREADPOOL_REMOVED are left out. With --must-differ, fails unless the checksum is another one.

set -euo pipefail
must_differ=
if [ "$1" = --must-differ ]; then must_differ=yes; shift; fi
header=$1 expected=$2

if grep -nF '/*' "$header"; then
  echo "$header: its comments start with // only, and this script knows no others"
  exit 1
fi
code() { sed 's|//.*||' "$header" | tr -d '[:space:]' | sed -E 's/THREADPOOL_REMOVED\("[^"]*","[^"]*"\)//g'; }
found=$(code | sha256sum | cut -d ' ' -f 1)

if [ -n "$must_differ" ]; then
  [ "$found" != "$expected" ] || { echo "$header: has the checksum of another header: the test is blind"; exit 1; }
elif [ "$found" != "$expected" ]; then
  echo "$header: the frozen header has changed: its code has the checksum $found instead of $expected."
  echo "Programs that were compiled before have the old inline functions in them for good, whichever library they"
  echo "run on; so put the old code back. The git log of the header has it."
  exit 1
fi
