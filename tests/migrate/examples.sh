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

# Of all programs: uses, replaced in place, shown for review, by hand.
sums=(0 0 0 0)
add_up() {
  local row i
  while read -ra row; do
    for i in 0 1 2 3; do ((sums[i] += row[-4 + i])) || true; done
  done < <(grep -E '^TPS[0-9]+ .* [0-9]+ +[0-9]+ +[0-9]+ +[0-9]+$' "$1" || true)
}

# fixed NAME SOURCE...: what fix writes compiles, by the command's own include folders.
fixed() {
  local name=$1 source
  shift
  mkdir -p "fixed/$name"
  cp "$@" "fixed/$name"
  (
    cd "fixed/$name"
    database c++17 ./*.cpp
    run 0 fix
    for source in *.cpp; do
      "$compiler" $includes -std=c++20 -Wno-deprecated-declarations -fsyntax-only "$source" 2>"$work/err" || {
        complain "what fix wrote into $source does not compile"
        head -n 20 "$work/err"
      }
    done
    exit $wrong
  ) || wrong=1
}

# check NAME REPORT IDS-FILE
check() {
  add_up "$2"
  { grep -oE '^TPS[0-9]+' "$3" || true; tr ' ' '\n' <<<"${never_run[$1]-}" | sed '/^$/d'; } | sort -u >wanted
  ids_in "$2" >found
  same "IDs of $1" wanted found
}

database c++17 "$guide"/examples/legacy-app/*.cpp
run 1 report
check legacy-app out "$guide/examples/legacy-app/expected-ids"
fixed legacy-app "$guide"/examples/legacy-app/*.[ch]pp
# Its gauges take pools that are const.
has fixed/legacy-app/gauges.cpp 'gauges.workers = static_cast<int>(cadre::shim::pool_of(pool).statistics().workers());'

for source in "$guide"/examples/wild/*.cpp; do
  name=$(basename "$source" .cpp)
  database c++17 "$source"
  ids=${source%.cpp}.ids
  grep -q '^TPS' "$ids" && status=1 || status=0
  run $status report
  check "$name" out "$ids"
  fixed "$name" "$source" "$guide"/examples/wild/*.hpp
done

# The guide's figures are these.
wanted="Of the ${sums[0]} uses in the [example programs](#examples) it replaces ${sums[1]} in place and shows a patch for "
wanted+="${sums[2]} more; ${sums[3]} are left to be done by hand."
tr '\n' ' ' <"$guide/README.md" | grep -qF "$wanted" || complain "README.md does not say: $wanted"

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
