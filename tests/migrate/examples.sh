#!/bin/bash
# The old programs of the guide: what the sources use is what their log names, and what does not run there.

. "$(dirname "$0")/common.sh" "$@"

# Uses that no log names, since they stand in an override that is never called:
declare -A never_run=(
  # ReaderPool::startAWorker calls the base class.
  [legacy-app]=TPS014
  # ConnectionPool::startAWorker makes a thread of its own and has it take jobs; workers() is used outside too.
  [connection_per_thread]='TPS027 TPS029 TPS030'
)

# check NAME REPORT IDS-FILE
check() {
  { grep -oE '^TPS[0-9]+' "$3" || true; tr ' ' '\n' <<<"${never_run[$1]-}" | sed '/^$/d'; } | sort -u >wanted
  ids_in "$2" >found
  same "IDs of $1" wanted found
}

database c++17 "$guide"/examples/legacy-app/*.cpp
run 1 report
check legacy-app out "$guide/examples/legacy-app/expected-ids"
# Its gauges take pools that are const: no fix is safe there, and no header is touched.
run 0 fix --dry-run
has err 'by hand (the pool is const here)'

for source in "$guide"/examples/wild/*.cpp; do
  name=$(basename "$source" .cpp)
  database c++17 "$source"
  ids=${source%.cpp}.ids
  grep -q '^TPS' "$ids" && status=1 || status=0
  run $status report
  check "$name" out "$ids"
done

# The snippets: each page's ID, and what the program says that it logs besides. Not logged, but used:
declare -A besides=(
  [TPS012]=TPS012  # called in its own override
  [TPS033]=TPS014 [TPS034]=TPS015 [TPS035]=TPS016 [TPS036]=TPS030 [TPS037]=TPS021  # the base class, in dead overrides
)
sources=("$guide"/snippets/tps*/before.cpp)
database c++17 "${sources[@]}"
run 1 report
for source in "${sources[@]}"; do
  name=$(basename "$(dirname "$source")")
  {
    printf '%s\n' "${name^^}"
    sed -n 's|^// Also logs: ||p' "$source" | tr ' ' '\n'
    tr ' ' '\n' <<<"${besides[${name^^}]-}" | sed '/^$/d'
  } | sort -u >wanted
  ids_in out "$source" >found
  same "IDs of $name" wanted found
done
finish
