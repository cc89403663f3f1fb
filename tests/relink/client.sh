#!/bin/bash
# client.sh FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER STANDARD pie|no-pie lto|no-lto OPTIMISATION
#
# A client that was built in another way than the libraries: the objects of the old program, subclass and all, are
# compiled once as the last five arguments say and linked with both libraries; same_report.sh and removed_members.sh
# then hold for it too. Exits with 77 if there is no such compiler.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

work=$1 legacy=$2 shim=$3 compiler=$4 standard=$5 pie=$6 lto=$7 optimisation=$8
sources=$root/migration-guide/examples/legacy-app
here=$(dirname "$script")

# How the combination is called wherever something goes wrong.
broken() {
  say "WRONG: $1, for the client of $compiler $standard $pie $lto $optimisation"
  exit 1
}

if ! command -v "$compiler" >/dev/null; then
  say "skipped: $compiler is not installed; scripts/setup test installs it"
  exit 77
fi

# Positions are looked up in the program, so it has line numbers.
both=("-std=$standard" "-$optimisation" -g1 -pthread)
if [ "$lto" = lto ]; then both+=(-flto); fi
if [ "$pie" = pie ]; then
  compiling=(-fpie) linking=(-pie) type=DYN
else
  compiling=(-fno-pie) linking=(-no-pie) type=EXEC
fi

rm -rf "$work"
mkdir -p "$work/objects"
(cd "$work/objects" && "$compiler" "${both[@]}" "${compiling[@]}" -I "$root/legacy/include" -c "$sources"/*.cpp) ||
  broken "the program cannot be compiled"

# RUNPATH, so that another folder may come first on the loader's path.
link_with() {
  "$compiler" "${both[@]}" "${linking[@]}" "$work"/objects/*.o -o "$work/legacy-app-$1" "$2" \
    -Wl,--enable-new-dtags "-Wl,-rpath,$(dirname "$2")" || broken "the program cannot be linked with the library $1"
  readelf -hW "$work/legacy-app-$1" | grep -q "Type: *$type " || broken "the program is of another type than $type"
}
link_with legacy "$legacy"
link_with shim "$shim"

for check in same_report removed_members; do
  bash "$here/$check.sh" "$work/$check" "$work/legacy-app-legacy" "$work/legacy-app-shim" "$sources/expected-ids" ||
    broken "$check.sh failed"
done
