#!/bin/bash
# The vcpkg port builds and installs what its usage says, with stand-ins for vcpkg's functions; a program finds it.
# Usage: vcpkg.sh FOLDER VERSION

. "$(dirname "$0")/common.sh" "$@"

version=$2
port=$root/scripts/packages/vcpkg/ports/cadre
prefix=$work/packages

rm -rf "$prefix" "$work/consumer"
mkdir -p "$work"

# field PATH...: a member of vcpkg.json, read by CMake's own parser, which knows neither comments nor stray commas.
cat >"$work/field.cmake" <<'END'
file(READ ${FILE} json)
string(JSON value GET "${json}" ${MEMBER})
message("${value}")
END
field() { cmake "-DFILE=$port/vcpkg.json" "-DMEMBER=$1" -P "$work/field.cmake" 2>&1; }
expect "vcpkg.json is of this name" [ "$(field name)" = cadre ]
expect "vcpkg.json is of this version" [ "$(field version)" = "$version" ]
expect "vcpkg.json has the terms" [ "$(field license)" = BSL-1.0 ]
expect "vcpkg.json has a description" [ -n "$(field description)" ]
# What is needed to find what CMake is told to find.
dependencies=$(field dependencies)
for name in boost-thread cli11 elfutils fmt nlohmann-json spdlog vcpkg-cmake vcpkg-cmake-config; do
  expect "vcpkg.json depends on $name" grep -q "\"$name\"" <<<"$dependencies"
done

quietly cmake "-DPORT_FOLDER=$port" "-DCURRENT_PACKAGES_DIR=$prefix" "-DCURRENT_BUILDTREES_DIR=$work/build" \
  -P "$here/vcpkg/vcpkg.cmake"
for file in copyright usage cadre-config.cmake; do
  expect "share/cadre/$file is installed" [ -s "$prefix/share/cadre/$file" ]
done
expect "threadpool-scan is among the tools" "$prefix/tools/cadre/threadpool-scan" --version

# Moved, as vcpkg moves it from its own folder to that of the project.
rm -rf "$work/installed"
mv "$prefix" "$work/installed"
for target in $(grep -oE '(cadre|threadpool)::[a-z_]+' "$port/usage"); do
  expect "$target of the usage is there" grep -rqF "add_library($target " "$work/installed/share/cadre"
done
quietly cmake -S "$root/scripts/packages/conan/test_package" -B "$work/consumer" -G Ninja \
  "-DCMAKE_PREFIX_PATH=$work/installed/share/cadre"
quietly cmake --build "$work/consumer" -j 1
for program in on-core on-shim; do
  said=$("$work/consumer/$program") || complain "$program: exit status $?"
  say "$said"
done
[ $wrong -eq 0 ] || exit 1
