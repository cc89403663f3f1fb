#!/bin/bash
# rejects.sh <words> <check> [<argument>...]: fails unless the check ends with exit status 1 and a line of what it says
# has these words (an extended regular expression): so it has failed for the reason that it is there for.

set -euo pipefail
words=$1
shift
status=0
said=$("$@" 2>&1) || status=$?
printf '%s\n' "$said"
[ $status -eq 1 ] || { echo "exit status $status instead of 1"; exit 1; }
grep -qE -- "$words" <<<"$said" || { echo "not a word of: $words"; exit 1; }
