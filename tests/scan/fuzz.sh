#!/bin/bash
# fuzz.sh FOLDER FUZZER SECONDS SAMPLE...
#
# Runs the fuzzer for a while, from the samples on and from the same seed each time: no crash, no memory error, no input
# that takes long or much memory. What it trips over is left in the folder.

set -euo pipefail
work=$1 fuzzer=$2 seconds=$3
shift 3
rm -rf "$work"
mkdir -p "$work/corpus"
cp "$@" "$work/corpus"
# A sample without the names of its sections and with few symbols is small, and changes to it hit more.
for sample in "$work"/corpus/*; do strip --strip-debug "$sample" 2>/dev/null || true; done
cd "$work"
"$fuzzer" corpus -seed=1 -runs=200000 "-max_total_time=$seconds" -timeout=5 -rss_limit_mb=1024 -malloc_limit_mb=256 \
  -max_len=131072 -print_final_stats=1 >log 2>&1 || {
  tail -n 40 log
  exit 1
}
grep -E 'number_of_executed_units|peak_rss' log
