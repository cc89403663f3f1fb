#!/bin/bash
# foreign.sh FOLDER THREADPOOL-SCAN
#
# A class whose base is in another file: its overrides are found as long as a function of ThreadPool itself is left in
# its table; else it is said that they are unknown.

. "$(dirname "$0")/common.sh" "$@"
make_library g++

build() { g++ -std=c++17 -O1 -I "$root/legacy/include" "$@"; }

build -fPIC -shared "$here/foreign/base.cpp" -o "$work/libbase.so"

# The base itself, in its library.
cat >"$work/base.expected" <<'END'
TPS014  startAWorker() is used: threadpool::ThreadPool::startAWorker()
TPS033  startAWorker() is overridden in class Base by Base::startAWorker()
END
check "$work/base.expected" "$work/libbase.so"

cat >"$work/some.expected" <<'END'
TPS033  startAWorker() is overridden in class Some by Base::startAWorker(), inherited
TPS036  _worker() is overridden in class Some by Some::_worker()
END

for position in pie no-pie; do
  libraries=("$work/libbase.so" "$work/libthreadpool.so")
  if [ $position = pie ]; then options=(-fpie -pie); else options=(-fno-pie -no-pie); fi
  build "${options[@]}" "$here/foreign/client.cpp" "${libraries[@]}" -o "$work/some"
  check "$work/some.expected" "$work/some"
  strip "$work/some"
  check "$work/some.expected" "$work/some" no-names

  build "${options[@]}" -DALL "$here/foreign/client.cpp" "${libraries[@]}" -o "$work/all"
  for form in full stripped; do
    scan 3 "$work/all"
    expect "the class is named, $position, $form" \
      grep -q '^  unknown: overrides in class All: the base class Base is in another file' "$work/report"
    expect "no other class is, $position, $form" [ "$(grep -c '^  unknown: ' "$work/report")" -eq 1 ]
    strip "$work/all"
  done
done
finish
