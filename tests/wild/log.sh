# shellcheck shell=bash
# What the tests of the programs share: ../relink/common.sh, and what the shim's log has to say. Sourced with the same
# arguments; the policies of whoever runs the tests are not the programs'.

unset "${!THREADPOOL_@}"
. "$(dirname "${BASH_SOURCE[0]}")/../relink/common.sh" "$@"

grep -oE '^TPS[0-9]+' "$expected_ids" | sort -u >"$work/expected.ids" || true

# check_log WAY VINTAGE: records and table name the expected IDs and no others; each record says VINTAGE of its client;
# and stderr holds nothing else.
check_log() {
  local log=$work/$1.log
  # A record has one blank behind its ID, a row of the table two.
  sed -nE 's/^threadpool: (TPS[0-9]+) [^ ].*/\1/p' "$log" | sort -u >"$work/$1.records"
  sed -nE 's/^threadpool: (TPS[0-9]+)  .*/\1/p' "$log" | sort >"$work/$1.rows"
  same "$work/expected.ids" "$work/$1.records"
  same "$work/expected.ids" "$work/$1.rows"
  grep -E '^threadpool: TPS[0-9]+ [^ ].*(called from|overridden by) ' "$log" >"$work/$1.lines" || true
  case $2 in
    relinked) expect "a relinked client ($1)" [ "$(grep -c ', which was not relinked' "$work/$1.lines")" -eq 0 ] ;;
    legacy) expect "an old client ($1)" [ "$(grep -vc ', which was not relinked' "$work/$1.lines")" -eq 0 ] ;;
  esac
  expect "nothing but the log on stderr ($1)" [ "$(grep -vc '^threadpool: ' "$log")" -eq 0 ]
  if [ ! -s "$work/expected.ids" ]; then expect "no log at all ($1)" [ ! -s "$log" ]; fi
}

check_logs() {
  expect "the legacy library names no ID" [ "$(grep -c 'TPS[0-9]' "$work/legacy.log")" -eq 0 ]
  check_log shim relinked
  check_log swapped legacy
}
