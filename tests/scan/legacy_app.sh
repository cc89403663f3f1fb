#!/bin/bash
# legacy_app.sh FOLDER THREADPOOL-SCAN EXPECTED-IDS PROGRAM-ON-LEGACY PROGRAM-ON-SHIM [run]
#
# The old program of the migration guide: a scan finds the members that its log names, and TPS014, which it could call
# and does not: its override of startAWorker calls ThreadPool's own, and is never called. With "run", each place in the
# log is among those that the scan tells.

. "$(dirname "$0")/common.sh" "$@"
expected_ids=$3 legacy=$4 shim=$5 run=${6:-}

{ sed -n 's/^\(TPS[0-9]*\).*/\1/p' "$expected_ids"; echo TPS014; } | sort >"$work/wanted"
same_ids() {
  found | cut -d ' ' -f 1 | sort -u >"$work/ids"
  report_lines "IDs of $1, < wanted, > found" "$(diff "$work/wanted" "$work/ids" || true)"
}

for program in "$legacy" "$shim"; do
  scan 1 "$program"
  same_ids "$program"
  strip "$program" -o "$work/stripped"
  scan 1 "$work/stripped"
  same_ids "$program, stripped"
done

if [ "$run" = run ]; then
  mkdir -p "$work/folder"
  seq 100 >"$work/folder/file"
  "$shim" "$work/folder" >"$work/output" 2>"$work/log"
  scan 1 "$shim"
  sed -n 's/^ .*, at \(0x[0-9a-f]*\)$/\1/p' "$work/report" | sort -u >"$work/places"
  sed -n 's/^threadpool: TPS.* (called from [^+]*+\(0x[0-9a-f]*\)).*/\1/p' "$work/log" | sort -u >"$work/logged"
  expect "the log names places" [ -s "$work/logged" ]
  report_lines "in the log, and not found" "$(comm -23 "$work/logged" "$work/places")"
fi
finish
