#!/bin/bash
# Wrong usage is told apart from everything else; the help and the manual name the same options.

. "$(dirname "$0")/common.sh" "$@"
manual=$(dirname "$(readlink -f "$0")")/../../shim/tools/report/threadpool-report.1

: >log
run 0 --help
empty err
cp out help
run 0 --version
same out <<<'threadpool-report 2.0.0'

refused() {
  run 2 "$@"
  empty out
  expect "a complaint about: $*" [ -s err ]
}
refused
refused --nonsense log
refused --update log
refused --allow-growth=x log
refused --baseline b --allow-growth=x log
refused --baseline b --update --allow-growth= log
refused --baseline b --update '--allow-growth=  ' log
refused --baseline
refused --html
refused --ignore-module
expect "no file was made" [ ! -e b ]

# An option's value does not take the logs with it.
run 0 --ignore-module 'lib*' log
run 0 --ignore-module=a --ignore-module b -- log

# Each option that the help has is in the manual, and no other.
grep -oE -- '--[a-z][a-z-]+' help | sort -u >in-help
sed 's/\\-/-/g' "$manual" | grep -oE -- '--[a-z][a-z-]+' | sort -u >in-manual
same in-manual <in-help
# And each exit status.
for status in 0 1 2; do
  expect "exit status $status in the help" grep -qE "^ +$status  " help
  expect "exit status $status in the manual" grep -qx "\.B $status" "$manual"
done
finish
