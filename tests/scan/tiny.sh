#!/bin/bash
# tiny.sh FOLDER THREADPOOL-SCAN
#
# A client without headers, so that it can be compiled for another machine, and one without type_info.
# Exits with 77 if there is no clang.

. "$(dirname "$0")/common.sh" "$@"
expected=$here/clients/tiny.expected
if ! command -v clang++-16 >/dev/null; then
  say "skipped: clang++-16 is not installed; scripts/setup test installs it"
  exit 77
fi

for machine in x86_64 aarch64; do
  object=$work/$machine.o
  clang++-16 "--target=$machine-linux-gnu" -std=c++17 -Os -fPIC -c "$here/clients/tiny.cpp" -o "$object"
  check "$expected" "$object"
  expect "$machine is named" grep -q "object, ${machine/_/-}" "$work/report"
  if command -v ld.lld >/dev/null; then
    ld.lld -shared "$object" -o "$work/$machine.so"
    check "$expected" "$work/$machine.so"
    llvm_strip=$(command -v llvm-strip-16 || command -v llvm-strip-14 || true)
    if [ -n "$llvm_strip" ]; then
      "$llvm_strip" "$work/$machine.so"
      check "$expected" "$work/$machine.so" no-names
    fi
  fi
done

clang++-16 -std=c++17 -O1 -fPIC -fno-rtti -c "$here/clients/tiny.cpp" -o "$work/no-rtti.o"
# The class itself has its name from its table; without type_info no inheritance is known.
sed 's/, inherited//' "$expected" >"$work/expected"
check "$work/expected" "$work/no-rtti.o"
clang++-16 -std=c++17 -O1 -fPIC -fno-rtti -fvisibility=hidden -shared -nostdlib "$here/clients/tiny.cpp" \
  -o "$work/no-rtti.so"
strip "$work/no-rtti.so"
scan 1 "$work/no-rtti.so"
found >"$work/found"
expect "three overrides are found without any name" \
  [ "$(grep -c 'overridden in class (a class without a name)' "$work/found")" -eq 3 ]
finish
