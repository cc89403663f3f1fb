#!/bin/bash
# pool_inside.sh FOLDER THREADPOOL-SCAN EXPECTED-IDS FILE...
#
# Where the pool itself is in a file, what it uses of itself is no use. In a program that it is linked into, calls of
# removed members are found by their addresses, and it is said that more could be there.

. "$(dirname "$0")/common.sh" "$@"
expected_ids=$3
shift 3
{ sed -n 's/^\(TPS[0-9]*\).*/\1/p' "$expected_ids"; echo TPS014; } | sort >"$work/wanted"

for file in "$@"; do
  case $file in
    *.a | *.so | *.so.*)
      scan 0 "$file"
      continue
      ;;
  esac
  scan 1 "$file"
  found | cut -d ' ' -f 1 | sort -u >"$work/ids"
  report_lines "IDs of $file, < wanted, > found" "$(diff "$work/wanted" "$work/ids" || true)"
  expect "$file: direct uses are called unknown as well" grep -q '^  unknown: direct uses: the pool itself is linked' \
    "$work/report"

  # Without the names of local functions nobody can tell whose code it is.
  strip --discard-all "$file" -o "$work/half-stripped"
  scan 1 "$work/half-stripped"
  expect "$file, half stripped: more may be used" grep -q '^  unknown: some direct uses: ' "$work/report"

  strip "$file" -o "$work/stripped"
  scan 1 "$work/stripped"
  found >"$work/found"
  for id in TPS012 TPS033; do
    expect "$id in the stripped $file" grep -q "^$id .* is overridden in class legacy_app::ReaderPool" "$work/found"
  done
  expect "two overrides in the stripped $file, and nothing else" [ "$(wc -l <"$work/found")" -eq 2 ]
  expect "$file, stripped: direct uses are unknown" grep -q '^  unknown: direct uses: .* the symbols were stripped' \
    "$work/report"
done
finish
