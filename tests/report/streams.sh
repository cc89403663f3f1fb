#!/bin/bash
# Logs as people have them: on standard input, empty, mixed, with a journal's prefix, from another system, several.

. "$(dirname "$0")/common.sh" "$@"

# sums TEXT: the only row says so.
sums() { expect "'$1' in the table" grep -qE "^TPS008  waiters\(\) +$1 " out; }

text app 0x1 >app.log
echo 'threadpool: TPS008  waiters()   7      1' >>app.log
json app 0x1 calls=5 'path="/opt/app"' >app.jsonl

: >empty
run 0 empty
same out <<<'no use of a removed member was found'
run 0 /dev/null empty
same out <<<'no use of a removed member was found'

run 0 - <app.log
sums '1 +7  app'
run 0 - app.jsonl <app.log
sums '2 +12  app'
run 0 app.log app.jsonl app.jsonl
sums '2 +12  app'

cat app.log app.jsonl >mixed
run 0 mixed
sums '2 +12  app'
run 0 --json mixed
expect "both forms in the JSON" [ "$(grep -c '"module": "app"' out)" -eq 2 ]

sed 's/^/Jul 26 10:00:00 host legacy-app[4711]: /' mixed >journal
run 0 journal
sums '2 +12  app'

sed 's/$/\r/' mixed >from-elsewhere
run 0 from-elsewhere
sums '2 +12  app'

# Without an end of the last line, and with bytes that are no text around it.
{ printf '\x00\xff\n'; cat mixed; } | head -c -1 >no-end
run 0 no-end
sums '2 +12  app'

# A program's own log as JSON is none of ours.
{ printf '{\n "level": "info"\n}\n{"level":"info","calls":17}\n'; cat app.jsonl; } >own
run 0 own
sums '1 +5  app'

# Two runs of a process number, and two processes.
{ json app 0x1 calls=5 'event="total"'; json app 0x1 calls=6 'event="total"'; json app 0x1 calls=7 process=2; } >runs
run 0 runs
sums '1 +18  app'
finish
