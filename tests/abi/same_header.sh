#!/bin/bash
# same_header.sh [--must-differ] <header> <compiler> --in <name> <flag>... --in <name> <flag>...
#
# Fails unless all these users of the frozen header see the same code in it: the same file, with nothing switched by
# macros that only some of them have. With --must-differ, fails unless they see different code.

set -euo pipefail
must_differ=
if [ "$1" = --must-differ ]; then must_differ=yes; shift; fi
header=$1 compiler=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the preprocessor leaves of the header, without the lines from other files.
seen_with() {
  printf '#include <threadpool/ThreadPool.h>\n' | "$compiler" -std=c++20 "$@" -E -x c++ - |
    awk -v header="\"$header\"" '/^# [0-9]+ "/ { inside = index($0, header) > 0; next } inside && NF'
}

first=
differs=
while [ $# -gt 0 ]; do
  name=$2 flags=()
  shift 2
  while [ $# -gt 0 ] && [ "$1" != --in ]; do flags+=("$1"); shift; done
  seen_with "${flags[@]}" >"$work/$name"
  [ -s "$work/$name" ] || { echo "$name includes another header than $header"; exit 1; }
  first=${first:-$name}
  if ! (cd "$work" && diff "$first" "$name"); then differs=yes; fi
done

if [ "$differs" != "$must_differ" ]; then
  echo "the users see ${differs:+not }the same code${must_differ:+: the test is blind}"
  exit 1
fi
