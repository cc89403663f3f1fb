#!/bin/bash
# exports.sh <library> <symbol list> <constructor node>
#
# Fails unless the library is called libthreadpool.so.1 and exports exactly the names in the list, each in THREADPOOL_1,
# and the constructors of ThreadPool in both nodes: by default in the one given, as a second version in the other.

set -euo pipefail
library=$1 symbols=$2 node=$3
constructor='^_ZN10threadpool10ThreadPoolC[12]E'
case $node in
  THREADPOOL_1) other=THREADPOOL_2 ;;
  THREADPOOL_2) other=THREADPOOL_1 ;;
  *) echo "unknown node: $node"; exit 2 ;;
esac

expected() {
  grep '^_Z' "$symbols" | grep -v "$constructor" | sed 's/$/@@THREADPOOL_1/'
  grep "$constructor" "$symbols" | sed "s/\$/@@$node/"
  grep "$constructor" "$symbols" | sed "s/\$/@$other/"
  printf '%s\n' THREADPOOL_1 THREADPOOL_2
}

exported() { nm --dynamic --defined-only --with-symbol-versions "$library" | awk '{ print $NF }'; }

soname=$(readelf --dynamic --wide "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\]$/\1/p')
if [ "$soname" != libthreadpool.so.1 ]; then
  echo "$(basename "$library") has the SONAME $soname: no program would find it"
  exit 1
fi
if ! LC_ALL=C diff --unchanged-line-format= --old-line-format='missing: %L' --new-line-format='not in the list: %L' \
    <(expected | LC_ALL=C sort) <(exported | LC_ALL=C sort); then
  echo "$(basename "$library") does not export what the frozen header declares"
  exit 1
fi
echo "$(basename "$library") exports $(exported | wc -l) names, as it should"
