#!/bin/bash
# An old program on the shim: what it logs in words and what it logs as JSON come to the same table.

. "$(dirname "$0")/common.sh" "$@"

mkdir folder
for i in $(seq 40); do seq "$i" >"folder/file-$i"; done
THREADPOOL_DEPRECATIONS_JSON=$work/app.jsonl "$caller" folder >/dev/null 2>app.log
run 0 app.log
cp out words
empty err
run 0 app.jsonl
empty err
same out <words
expect "members in the table" grep -q '^TPS[0-9]* ' words

# As the table at its own end has it.
sed -nE 's/^threadpool: (TPS[0-9]+)  (.*[^ ]) +([0-9]+) +([0-9]+)$/\1 \2 \4 \3/p' app.log | tr -s ' ' | sort >wanted
sed -nE 's/^(TPS[0-9]+)  (.*[^ ]) +([0-9]+) +([0-9]+)  [^ ].*/\1 \2 \3 \4/p' words | tr -s ' ' | sort >rows
same rows <wanted
finish
