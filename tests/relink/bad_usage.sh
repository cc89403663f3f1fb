#!/bin/bash
# Bad usage is told apart from unreadable files, and no pool is made for it.

. "$(dirname "$0")/common.sh" "$@"

for arguments in '' '--nonsense' 'one two'; do
  # shellcheck disable=SC2086 # the arguments are words
  run_all $arguments
  expect "exit status 2 for '$arguments'" status_is 2
  expect "nothing on stdout for '$arguments'" [ ! -s "$work/legacy.report" ]
  for way in "${ways[@]}"; do
    expect "usage on stderr for '$arguments' ($way)" grep -q '^usage: legacy-app FOLDER$' "$work/$way.log"
  done
done

run_all --help
expect "exit status 0 for --help" status_is 0
expect "usage on stdout" grep -q '^usage: legacy-app FOLDER$' "$work/legacy.report"
for way in "${ways[@]}"; do expect "nothing on stderr ($way)" [ ! -s "$work/$way.log" ]; done
finish
