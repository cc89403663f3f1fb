#!/bin/bash
# not_symbolic.sh LIBRARY [HOOKS]
#
# Fails if the library was linked with -Bsymbolic or -Bsymbolic-functions. Then its own table of virtual functions would
# not hold the addresses that a program with fixed addresses has in those of its subclasses, and the shim would report
# overrides that are none. The second option leaves no mark, so with HOOKS the slots are looked at: for each hook the
# loader has to look its name up.

set -euo pipefail
library=$1 hooks=${2:-}
name=$(basename "$library")

if readelf --dynamic --wide "$library" | grep -E '\(SYMBOLIC\)|\(FLAGS\).* SYMBOLIC'; then
  echo "$name was linked with -Bsymbolic"
  exit 1
fi
[ -n "$hooks" ] || exit 0
relocations=$(readelf --relocs --wide "$library" | grep -v JUMP_SLO)
for hook in 13threadFactory 13currentThread 12startAWorker 11stopAWorker 17_startSomeWorkers 7_worker; do
  grep -qE "_ZN10threadpool10ThreadPool${hook}E" <<<"$relocations" || {
    echo "$name does not look up ${hook##*[0-9]} for its table: it was linked with -Bsymbolic-functions"
    exit 1
  }
done
