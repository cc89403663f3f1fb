#!/usr/bin/env bash
# Installs the build in BUILD into a new prefix below WORK, then builds and runs the project beside this
# script against it, once through find_package(cadre) and once through pkg-config.
# Usage: consumer.sh BUILD WORK COMPILER CMAKE
set -euo pipefail

build=$1 work=$2 compiler=$3 cmake=$4
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
prefix=$work/prefix

"$cmake" --install "$build" --prefix "$prefix" >"$work.install.log"

echo "find_package(cadre):"
"$cmake" -S "$here/project" -B "$work/cmake" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_BUILD_TYPE=Release >"$work/configure.log"
"$cmake" --build "$work/cmake" >"$work/build.log" || { cat "$work/build.log"; exit 1; }

expect() {
  local program=$1 wanted=$2 said
  said=$("$program" 2>"$work/stderr") || { echo "$program failed"; cat "$work/stderr"; exit 1; }
  [ "$said" = "$wanted" ] || { echo "$program said '$said' instead of '$wanted'"; exit 1; }
  echo "  $(basename "$program"): $said"
}
log_holds() {
  grep -q "$1" "$work/stderr" || { echo "no '$1' in the log:"; cat "$work/stderr"; exit 1; }
}
log_is_empty() {
  [ ! -s "$work/stderr" ] || { echo "the log should be empty:"; cat "$work/stderr"; exit 1; }
}

expect "$work/cmake/on-core" 42
"$work/cmake/with-kit" >"$work/with-kit.log" 2>&1 || { cat "$work/with-kit.log"; exit 1; }
echo "  with-kit: no errors"
for form in on-shim on-shim-static; do
  expect "$work/cmake/$form" "42, 3 at most"
  log_holds "TPS002 max() is removed"
done
for form in on-legacy on-legacy-static; do
  expect "$work/cmake/$form" "42, 3 at most"
  log_is_empty
done
expect "$work/cmake/with-pool-of" "42, 3 at most"
log_is_empty

echo "pkg-config:"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name cadre.pc)")
# shellcheck disable=SC2046
{
  "$compiler" -std=c++20 "$here/project/on_core.cpp" $(pkg-config --cflags --libs cadre) -o "$work/pc-on-core"
  "$compiler" -std=c++17 -Wno-deprecated-declarations "$here/project/on_threadpool.cpp" \
    $(pkg-config --cflags --libs cadre-shim) -o "$work/pc-on-shim"
  "$compiler" -std=c++20 "$here/project/with_pool_of.cpp" $(pkg-config --cflags --libs cadre-shim) -o "$work/pc-with-pool-of"
  "$compiler" -std=c++17 "$here/project/on_threadpool.cpp" $(pkg-config --cflags --libs threadpool-legacy) \
    -o "$work/pc-on-legacy"
}
expect "$work/pc-on-core" 42
expect "$work/pc-on-shim" "42, 3 at most"
log_holds "TPS002 max() is removed"
expect "$work/pc-with-pool-of" "42, 3 at most"
log_is_empty
expect "$work/pc-on-legacy" "42, 3 at most"
log_is_empty

echo "a compiler that is told to warn does:"
# shellcheck disable=SC2046
"$compiler" -std=c++17 -fsyntax-only "$here/project/on_threadpool.cpp" $(pkg-config --cflags cadre-shim) 2>"$work/warnings"
grep -q "TPS002 removed since 2.0: use cadre::shim::pool_of(pool).limits().max" "$work/warnings" ||
  { echo "no warning for max():"; cat "$work/warnings"; exit 1; }
echo "  TPS002"
