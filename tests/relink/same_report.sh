#!/bin/bash
# The three reports are identical, and right: sizes, lines and checksums are compared with those that
# find, wc and gzip give. More files than threads, so that resizes meet a full queue.

. "$(dirname "$0")/common.sh" "$@"

folder=$work/folder
mkdir -p "$folder/a name with spaces/été/日本語" "$folder/empty folder"
printf 123456789 >"$folder/check-value"
: >"$folder/empty"
printf 'last line has no end' >"$folder/a name with spaces/no newline"
printf 'a\0b\n\377\376\n' >"$folder/a name with spaces/été/binary"
printf 'text\n' >"$folder/a name with spaces/été/日本語/文書"
printf 'hidden\n' >"$folder/.hidden"
printf 'odd\n' >"$folder/"$'line\nbreak\tand \\ backslash'
seq 200000 >"$folder/longer than a buffer"
for i in $(seq 100); do seq "$i" >"$folder/file-$i"; done
deep=$folder
for i in $(seq 60); do deep=$deep/deep-$i; done
mkdir -p "$deep"
printf 'at the bottom\n' >"$deep/leaf"
# None of these is a regular file, and no link is followed.
ln -s check-value "$folder/link"
ln -s . "$folder/loop"
ln -s nowhere "$folder/dangling"
mkfifo "$folder/pipe"

run_all "$folder"
expect "exit status 0" status_is 0
expect "nothing about problems" [ ! -s "$work/legacy.problems" ]

crc_of() { gzip -c "$1" | tail -c 8 | head -c 4 | od -An -tu4 --endian=little; }
(cd "$folder" && find . -type f -print0 | LC_ALL=C sort -z |
  while IFS= read -r -d '' file; do
    name=${file#./}
    name=${name//\\/\\x5c}
    name=${name//$'\n'/\\x0a}
    name=${name//$'\t'/\\x09}
    printf '  %12d%10d  %08x  %s\n' "$(wc -c <"$file")" "$(wc -l <"$file")" "$(crc_of "$file")" "$name"
  done) >"$work/expected.files"
sed -n '/^Files$/,/^$/p' "$work/legacy.report" | sed '1,2d;$d' >"$work/reported.files"
same "$work/expected.files" "$work/reported.files"
expect "CRC-32's check value" grep -q ' cbf43926  check-value$' "$work/legacy.report"

cat >"$work/expected.gauges" <<'END'
  moment                started joined min  max  workers  threads  working  waiters  queued
  made                  no      no       2    4        0        0        0        0       0
  files queued          no      no       2    4        0        0        0        0      32
  first half read       yes     no       6    6        6        6        0        6       0
  limits widened        yes     no       1    8        6        6        0        6       0
  maximum lowered       yes     no       1    3        3        3        0        3       0
  stopped               no      yes      1    3        0        0        0        0       0
  resized while stopped no      yes      3    5        0        0        0        0       0
  second half read      yes     no       4    4        4        4        0        4       0
  stopped again         no      yes      4    4        0        0        0        0       0
END
sed -n '/^Gauges/,/^$/p' "$work/legacy.report" | sed '1d;$d' >"$work/reported.gauges"
same "$work/expected.gauges" "$work/reported.gauges"
finish
