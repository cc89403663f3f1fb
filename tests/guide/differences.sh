#!/bin/bash
# differences.sh ROOT GUIDE - each row of the table of differences names cases that exist, in the files that it links to.

. "$(dirname "$0")/common.sh"
tests=$1/tests page=$2/differences.md

# A line for each case of a row: the row's anchor, the case, the file below tests.
cases=$(awk '/^\| <a id="/ {
  split($0, part, "\"")
  rest = $0
  count = 0
  while (match(rest, /\[`[^`]*`\]\([^)]*tests\/[^)]*\)/)) {
    link = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    name = link; sub(/^\[`/, "", name); sub(/`.*/, "", name)
    file = link; sub(/.*tests\//, "", file); sub(/\)$/, "", file)
    print part[2], name, file
    ++count
  }
  if (!count) print part[2], "-", "-"
}' "$page")
[ "$(wc -l <<<"$cases")" -ge 150 ] || complain "the table has but $(wc -l <<<"$cases") cases"

while read -r row name file; do
  [ "$name" != - ] || {
    complain "the row '$row' names no test"
    continue
  }
  case $name in
    */*) grep -qE "TEST_SUITE\(${name%%/*}[,)]" "$tests/$file" || complain "$row: no suite ${name%%/*} in $file" ;;
  esac
  grep -qE "TEST_CASE(_TEMPLATE)?\(${name#*/}[,)]" "$tests/$file" || complain "$row: no case $name in $file"
done <<<"$cases"
exit $wrong
