# shellcheck shell=bash
# What the tests of the packages share. Sourced with the test's own arguments, of which the first is its folder.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"
unset LD_LIBRARY_PATH

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$1
wrong=0

skip() {
  say "skipped: $*"
  exit 77
}

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

# expect WHAT COMMAND...
expect() {
  local what=$1
  shift
  "$@" || complain "$what"
}

# quietly COMMAND...: its output is shown only if it fails, which ends the test.
quietly() {
  "$@" >"$work/output" 2>&1 || {
    cat "$work/output"
    say "WRONG: failed: $*"
    exit 1
  }
}
