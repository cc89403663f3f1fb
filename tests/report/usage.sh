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
refused --baseline b --update '--allow-growth=  ' log
refused --baseline
refused --html
refused --ignore-module

# A value that is missing behind "=" is not taken from the next word: that would be written over, or held for the
# baseline. Nor is an empty value as good as no option.
text app 0x1 >a.log
cp a.log before
for option in html guide baseline ignore-module allow-growth; do
  refused "--$option=" a.log log
  has err "--$option has no value"
done
for option in html guide baseline ignore-module; do
  refused "--$option" '' a.log
  has err "--$option: it has no value"
done
refused --baseline b --update --allow-growth= a.log log
refused --baseline b --update --allow-growth '' a.log
refused --guide -- --html= a.log log
expect "the log is as it was" cmp -s a.log before
# Behind "--" are logs, and the value of an option may look like one.
: >--x=
run 0 -- --x= log
run 0 --guide --x= log

# What is read is not written, by whatever name.
ln -s a.log link
for name in a.log ./a.log link; do
  refused --html "$name" log a.log
  has err "--html: $name is one of the files to read: name another one"
  refused --baseline "$name" --update --allow-growth=x a.log
done
refused --html a.log - <a.log
refused --baseline b --update --allow-growth=x --html b a.log
expect "the log is still as it was" cmp -s a.log before
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
