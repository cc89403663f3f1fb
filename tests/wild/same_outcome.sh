#!/bin/bash
# An old program prints the same, as it is written down beside its source, and ends with the same status in all three
# ways; and the shim's log names what it uses.

. "$(dirname "$0")/log.sh" "$@"

# shellcheck disable=SC2119 # the programs take no arguments
run_all
expect "exit status 0" status_is 0
same "${expected_ids%.ids}.out" "$work/legacy.report"
check_logs
finish
