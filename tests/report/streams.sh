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

# As container engines and journals put objects around lines, JSON in JSON included.
escaped() { sed 's/\\/\\\\/g; s/"/\\"/g' mixed; }
escaped | sed 's/.*/{"log":"&\\n","stream":"stderr","time":"2026-07-26T10:00:00Z"}/' >docker
run 0 docker
sums '2 +12  app'
escaped | sed 's/.*/{"__CURSOR":"s=1","MESSAGE":"&","_PID":"4711"}/' >journal.json
run 0 journal.json
sums '2 +12  app'
sed 's/.*/{"kubernetes":{"pod":"a"},"log":&}/' app.jsonl >nested
run 0 nested
sums '1 +5  app'

# Compressed logs have nothing that could be read, which is not the same as no use.
packed() {
  printf %b "$2" >packed
  run 2 packed app.log
  has err "cannot read packed: it is compressed: $1 FILE | threadpool-report -"
  sums '1 +7  app'
}
packed zcat '\x1f\x8b\x08\x00'
packed zstdcat '\x28\xb5\x2f\xfd\x04'
packed xzcat '\xfd7zXZ\x00'
packed bzcat 'BZh91AY&SY'
gzip <app.log >app.log.gz
run 2 - <app.log.gz
has err "cannot read (stdin): it is compressed: zcat FILE | threadpool-report -"
run 0 - < <(zcat app.log.gz)
sums '1 +7  app'

# Where reading fails, it is not known what there is.
run 2 - <.
has err "cannot read (stdin): it is a folder"
run 2 - 0>write-only
has err "cannot read (stdin): reading it failed"

# A program's own log as JSON is none of ours.
{ printf '{\n "level": "info"\n}\n{"level":"info","calls":17}\n'; cat app.jsonl; } >own
run 0 own
sums '1 +5  app'

# Two runs of a process number, and two processes.
{ json app 0x1 calls=5 'event="total"'; json app 0x1 calls=6 'event="total"'; json app 0x1 calls=7 process=2; } >runs
run 0 runs
sums '1 +18  app'
finish
