#!/bin/bash
# Damaged input is named with file, line and byte; the rest is read and reported; and the exit status is 2.

. "$(dirname "$0")/common.sh" "$@"

# One damaged line of each form, with good ones around it.
text app 0x1 >good
{
  cat good
  text app 0x2 | cut -c 1-60
  text app 0x3
  json app 0x4 | cut -c 1-100
  json app 0x5
  echo 'threadpool: TPS008  waiters()   7'
} >app.log
second=$(wc -c <good)
third=$((second + 61 + $(text app 0x3 | wc -c)))
run 2 app.log
expect "what is undamaged is counted" grep -qE '^TPS008  waiters\(\) +3 +3  app ' out
expect "three complaints" [ "$(wc -l <err)" -eq 3 ]
expect "a cut line in words is named" grep -qE "^threadpool-report: app.log:2: byte $((second + 46)): the line for TPS008 " err
has err "threadpool-report: app.log:4: byte $((third + 100)): the JSON is not one whole object on one line"
expect "a cut row is named" grep -qE '^threadpool-report: app.log:6: byte [0-9]+: .*damaged row of the table' err

run 2 --json app.log
has out '"damaged_lines": 3'

# A number that no program can have written.
{ text app 0x1; json app 0x4 calls=1e999; } >number
run 2 number
has err "number:2: byte $(text app 0x1 | wc -c): the JSON has a number that is out of all range"
has out "waiters()"

# However much is damaged, it is not all printed.
for _ in $(seq 100); do echo 'threadpool: TPS008  '; done >bad
run 2 bad good
expect "twenty lines and their number" [ "$(wc -l <err)" -eq 21 ]
has err "bad: 100 damaged lines in all"
has out "waiters()"

# Lines without end.
{ text app 0x1; head -c 3000000 /dev/zero | tr '\0' x; echo; text app 0x2; } >huge
run 2 huge
has err "huge:2: byte $second: the line has more than 1048576 bytes and is passed over"
expect "what is around it is counted" grep -qE '^TPS008  waiters\(\) +2 +2  app ' out
{ head -c 1000000 /dev/zero | tr '\0' ' '; text app 0x1; } >long
run 0 long
has out "waiters()"
# A sanitizer's own memory does not fit into the limit.
limited() (
  ulimit -v 300000
  "$tool" "$@"
)
if limited --help >/dev/null 2>&1; then
  status=0
  head -c 500000000 /dev/zero | limited - >out 2>err || status=$?
  expect "exit status 2 for an endless line" [ "$status" -eq 2 ]
  has err "(stdin):1: byte 0: the line has more than"
fi

# Nothing of a log reaches the terminal as a command.
printf 'threadpool: TPS008 waiters() is removed since 2.0 (called from a\e[31m\a+0x1): use x — see /g#x\n' >escapes
printf '{"schema":"threadpool-deprecation/1","event":"\\u001b[31m"}\n' >>escapes
run 2 escapes
lacks out $'\e'
lacks err $'\e'

# Files.
run 2 none good
has err "threadpool-report: cannot read none: No such file or directory"
has out "waiters()"
run 2 . good
has err "cannot read .: it is a folder: name the logs in it"
has out "waiters()"
run 2 good --html none/page.html
has err "cannot write none/page.html: No such file or directory"
mkdir folder
run 2 good --html folder
has err "cannot write folder: it is no ordinary file"
if [ -e /dev/full ]; then
  status=0
  "$tool" good >/dev/full 2>err || status=$?
  expect "exit status 2 on a full disk" [ "$status" -eq 2 ]
  has err "cannot write to standard output: No space left on device"
fi
finish
