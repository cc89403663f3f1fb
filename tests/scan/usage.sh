#!/bin/bash
# usage.sh FOLDER THREADPOOL-SCAN COMPILER VERSION
#
# The command line, and the JSON document.

. "$(dirname "$0")/common.sh" "$@"
compiler=$3 version=$4
"$compiler" -std=c++17 -O1 -fPIC -c "$here/clients/tiny.cpp" -o "$work/tiny.o"

status_of() {
  local status=0
  "$@" >"$work/out" 2>"$work/errors" || status=$?
  printf '%s' "$status"
}

expect "--help is fine" [ "$(status_of "$tool" --help)" -eq 0 ]
for word in '--json' '--version' 'Exit status: 0' 'invisible'; do
  expect "--help explains $word" grep -qF -e "$word" "$work/out"
done
expect "--version is fine" [ "$(status_of "$tool" --version)" -eq 0 ]
expect "the version" [ "$(cat "$work/out")" = "threadpool-scan $version" ]
for arguments in '' '--nonsense' "--nonsense $work/tiny.o"; do
  # shellcheck disable=SC2086 # the arguments are words
  expect "status 2 for '$arguments'" [ "$(status_of "$tool" $arguments)" -eq 2 ]
  expect "nothing on stdout for '$arguments'" [ ! -s "$work/out" ]
  expect "a word on stderr for '$arguments'" [ -s "$work/errors" ]
done
if [ -e /dev/full ]; then
  expect "a report that cannot be written is an error" \
    [ "$(status_of bash -c "'$tool' '$work/tiny.o' >/dev/full")" -eq 2 ]
  expect "with the reason" \
    grep -qx 'threadpool-scan: the report cannot be written: No space left on device' "$work/errors"
fi

# Each option that the help has is in the manual, and no other; and so is each exit status.
manual=$root/shim/tools/scan/threadpool-scan.1
"$tool" --help >"$work/help"
grep -oE -- '--[a-z][a-z-]+' "$work/help" | sort -u >"$work/in-help"
grep -oE -- 'Fl -[a-z][a-z-]+' "$manual" | sed 's/^Fl -/--/' | sort -u >"$work/in-manual"
report_lines "options, < help, > manual" "$(diff "$work/in-help" "$work/in-manual" || true)"
for status in 0 1 2 3; do
  expect "exit status $status in the help" grep -qE "(Exit status: |; |^)$status [a-z]" "$work/help"
  expect "exit status $status in the manual" grep -qx "\.It $status" "$manual"
done

scan 1 --json "$work/tiny.o" "$work/tiny.o"
for line in '"schema": "threadpool-scan/1"' '"id": "TPS014"' '"id": "TPS033"' '"class": "tiny::Single"' \
  '"symbol": "_ZNK10threadpool10ThreadPool3maxEv"' '"replacement": "cadre::shim::pool_of(pool).limits().max"' \
  '"function": "_ZN4tiny6Single12startAWorkerEv"' '"offset": null' '"inherited": true' '"exit": 1'; do
  expect "the document has $line" grep -qF -- "$line" "$work/report"
done
expect "two objects" [ "$(grep -c '"file": ' "$work/report")" -eq 2 ]

scan 2 --json "$work/absent"
expect "the document names what was not read" grep -qF '"what": "No such file or directory"' "$work/report"
expect "and so does stderr" grep -q 'absent: No such file or directory' "$work/errors"

# A member with two symbols is one member.
printf 'call _ZNK10threadpool5Queue5emptyEv@PLT\ncall _ZNK10threadpool5Queue5qsizeEv@PLT\n' >"$work/two.s"
"$compiler" -c "$work/two.s" -o "$work/two.o"
scan 1 "$work/two.o"
expect "two uses" [ "$(grep -c '^  TPS010  ' "$work/report")" -eq 2 ]
expect "of one member" grep -q '^removed members used: 1; ' "$work/report"
finish
