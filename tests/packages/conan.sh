#!/bin/bash
# The Conan recipe builds a package from the tree, and its test package runs on that: by Conan itself if there is one,
# with this machine's libraries in the place of packages; else by a stand-in, which Debian's Python is enough for.
# Usage: conan.sh FOLDER VERSION

. "$(dirname "$0")/common.sh" "$@"

version=$2
recipe=$root/scripts/packages/conan
command -v python3 >/dev/null || skip "python3 is not installed: apt-get install python3"

rm -rf "$work"
mkdir -p "$work"

by_conan() {
  export CONAN_HOME=$work/home
  quietly conan profile detect
  # Conan has nothing to download: these are there.
  cat >>"$CONAN_HOME/profiles/default" <<'END'
[platform_requires]
boost/1.74.0
spdlog/1.10.0
fmt/9.1.0
nlohmann_json/3.11.2
cli11/2.2.0
elfutils/0.188
END
  conan create "$recipe" --no-remote --build='cadre/*' -s compiler.cppstd=20 >"$work/log" 2>&1
}

by_stand_in() { PYTHONDONTWRITEBYTECODE=1 python3 "$here/conan/create.py" "$recipe" "$work/build" "$version" >"$work/log" 2>&1; }

if command -v conan >/dev/null; then way=by_conan; else way=by_stand_in; fi
$way || {
  tail -n 60 "$work/log"
  say "WRONG: $way failed"
  exit 1
}
for line in 'core: 42' 'shim: 42'; do
  expect "the test package says '$line'" grep -qx ".*$line" "$work/log"
done
expect "the recipe is of version $version" grep -q "cadre/$version" "$work/log"
say "$way: $(grep -cxE '.*(core|shim): 42' "$work/log") programs of the test package ran"
[ $wrong -eq 0 ] || exit 1
