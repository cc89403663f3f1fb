#!/bin/bash
# alone.sh GUIDE before|after COMPILER FLAG...
#
# Each snippet is a whole program: it compiles by itself, with these flags, and not only behind all others.

. "$(dirname "$0")/common.sh"
guide=$1 kind=$2
shift 2
for file in "$guide"/snippets/tps*/"$kind".cpp; do
  "$@" -fsyntax-only "$file" || complain "$(basename "$(dirname "$file")")/$kind.cpp does not compile alone"
done
exit $wrong
