# shellcheck shell=bash
# How a client is built in another way than the libraries. Sourced with: FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER
# STANDARD pie|no-pie lto|no-lto OPTIMISATION; makes the folder anew. Exits with 77 if there is no such compiler.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"
unset LD_LIBRARY_PATH

work=$1 legacy=$2 shim=$3 compiler=$4 standard=$5 pie=$6 lto=$7 optimisation=$8

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

# To be followed by -c and sources.
compile=("$compiler" "${both[@]}" "${compiling[@]}" -I "$root/legacy/include")

# link_with LIBRARY PROGRAM ARGUMENT...: with RUNPATH, so that another folder may come first on the loader's path.
link_with() {
  local library=$1 program=$2
  shift 2
  "$compiler" "${both[@]}" "${linking[@]}" -o "$program" "$@" "$library" \
    -Wl,--enable-new-dtags "-Wl,-rpath,$(dirname "$library")" || broken "the program cannot be linked with $library"
  readelf -hW "$program" | grep -q "Type: *$type " || broken "the program is of another type than $type"
}
