#!/bin/bash
# spdlog.sh FOLDER HOST PROGRAM LIBRARY-OF-THE-LOG COMPILER
#
# HOST has a spdlog of its own: neither log hears of the other, and the program ends well. PROGRAM has none: it runs once
# more with all names of spdlog and fmt that the shim's log has inside, loaded in front of everything. If anything reached
# the shim's copy through such a name, the program would end there.

set -euo pipefail
work=$1 host=$2 program=$3 log_library=$4 compiler=$5
rm -rf "$work"
mkdir -p "$work/folder"
wrong=0
complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

"$host" >"$work/host.out" 2>"$work/host.err" || complain "the host ended with status $?"
printf '%s\n' 'host: a job' 'host: 0 busy, 0 idle' | diff - "$work/host.out" || complain "the host's log is another"
for member in working waiters threads; do
  grep -qE "^threadpool: TPS[0-9]+ $member\(\) " "$work/host.err" || complain "nothing is said of the host's $member"
done
if grep -v '^threadpool: ' "$work/host.err"; then complain "this is among the shim's lines"; fi

nm --defined-only "$log_library" | awk '$3 ~ /(6spdlog|3fmt)/ { print $3 }' | sort -u >"$work/names"
count=$(wc -l <"$work/names")
[ "$count" -ge 100 ] || complain "the log has but $count names of spdlog and fmt inside"
{
  echo '.text'
  sed 's/.*/.globl &\n.type &, @function\n&:/' "$work/names"
  echo 'ud2'
} >"$work/other.s"
"$compiler" -shared -nostdlib -o "$work/libother.so" "$work/other.s"
# The host's own log does call them.
if (
  ulimit -c 0
  LD_PRELOAD=$work/libother.so "$host"
) >/dev/null 2>&1; then complain "functions of the same names harm nobody who calls them"; fi
"$program" "$work/folder" >"$work/alone.out" 2>"$work/alone.err" || complain "the program ended with status $?"
LD_PRELOAD=$work/libother.so "$program" "$work/folder" >"$work/beside.out" 2>"$work/beside.err" ||
  complain "beside other functions of the same names the program ended with status $?"
diff "$work/alone.out" "$work/beside.out" || complain "the program's report is another then"
# How often it polls is left to chance; what it uses, and where, is not.
for way in alone beside; do grep ' is removed since ' "$work/$way.err" | sort >"$work/$way.uses" || true; done
[ -s "$work/alone.uses" ] || complain "the program's uses are not logged"
diff "$work/alone.uses" "$work/beside.uses" || complain "the log is another then"
exit $wrong
