#!/bin/bash
# The shim's log names the removed members that the program uses, all of them and no others, with the
# place of each call; the table at exit names the same; the legacy library says nothing.

. "$(dirname "$0")/common.sh" "$@"

folder=$work/folder
mkdir -p "$folder"
for i in $(seq 40); do seq "$i" >"$folder/file-$i"; done
run_all "$folder"

expect "the legacy library says nothing of removed members" [ "$(grep -c 'TPS[0-9]' "$work/legacy.log")" -eq 0 ]
sed -n 's/^\(TPS[0-9]*\).*/\1/p' "$expected_ids" | sort -u >"$work/expected.ids"

# threadpool: TPS008 waiters() is removed since 2.0 (called from legacy-app+0x1a2b): use ... — see ...#tps008
form='^threadpool: TPS008 waiters\(\) is removed since 2\.0 \(called from PROGRAM\+0x[0-9a-f]+VINTAGE\): '
form+='use cadre::shim::pool_of\(pool\)\.statistics\(\)\.idle — see [^ ]*/migration-guide/README\.md#tps008$'

# check_log WAY PROGRAM VINTAGE
check_log() {
  local way=$1 program=$2 vintage=$3 module
  local log=$work/$way.log
  module=$(basename "$program")

  # A record has one blank behind its ID, a row of the table two.
  sed -nE 's/^threadpool: (TPS[0-9]+) [^ ].*/\1/p' "$log" | sort -u >"$work/$way.records"
  sed -nE 's/^threadpool: (TPS[0-9]+)  .*/\1/p' "$log" | sort >"$work/$way.rows"
  same "$work/expected.ids" "$work/$way.records"
  same "$work/expected.ids" "$work/$way.rows"

  local line=${form/PROGRAM/$module}
  expect "the form of the line for waiters ($way)" grep -qE "${line/VINTAGE/$vintage}" "$log"

  # One line per place, however often it was passed, and the table counts the same places.
  local offset places
  sed -nE 's/^threadpool: TPS008 [^ ].*called from [^+]*\+(0x[0-9a-f]+).*/\1/p' "$log" >"$work/$way.places"
  places=$(sort -u "$work/$way.places" | wc -l)
  expect "no place twice ($way)" [ "$places" -eq "$(wc -l <"$work/$way.places")" ]
  expect "$places places in the table ($way)" grep -qE "^threadpool: TPS008  waiters\(\) +[0-9]+ +$places$" "$log"
  while read -r offset; do
    # The place is where the call returns to; the call is just before.
    expect "$offset is in gauges.cpp ($way)" \
      grep -q '/gauges\.cpp:' <(addr2line -e "$program" "$(printf '0x%x' $((offset - 1)))")
  done <"$work/$way.places"

  # Hooks are reported where they are overridden: by class and module.
  local id
  for id in TPS012 TPS033; do
    expect "$id names the class ($way)" grep -qE "^threadpool: $id .*overridden by legacy_app::ReaderPool in $module" "$log"
  done
}

check_log shim "$shim" ''
check_log swapped "$legacy" ', which was not relinked'
finish
