#!/bin/bash
# All that is not replaced stays as it is, byte for byte: line ends, encodings, a missing last line end.

. "$(dirname "$0")/common.sh" "$@"

# Latin 1 in a comment and a string; a byte order mark; tabs; no end of the last line.
{
  printf '\xEF\xBB\xBF// caf\xe9\n#include <string>\n\t#include   <threadpool/ThreadPool.h>  // b\xfcro\n\n'
  printf 'std::string use(threadpool::ThreadPool& pool) {\n\tpool.startAWorker( );\n\treturn "\xe9" + pool . name ();\n}'
} >latin.cpp
{
  printf '\xEF\xBB\xBF// caf\xe9\n#include <cadre/shim/pool_of.hpp>\n#include <string>\n\t#include   <threadpool/ThreadPool.h>  // b\xfcro\n\n'
  printf 'std::string use(threadpool::ThreadPool& pool) {\n\tcadre::shim::pool_of(pool).grow(1);\n'
  printf '\treturn "\xe9" + cadre::shim::pool_of(pool).name();\n}'
} >latin.wanted
program crlf.cpp <<'E2'
  pool.startAWorker();
  pool._startSomeWorkers();
  pool.setMin(1);
  pool.stopAWorker();
E2
fixed_program >crlf.wanted <<'E2'
  cadre::shim::pool_of(pool).grow(1);
  pool.setMin(1);
  cadre::shim::pool_of(pool).shrink(1);
E2
sed -i 's/$/\r/' crlf.cpp crlf.wanted
cp latin.cpp latin.before
cp crlf.cpp crlf.before
database c++20 latin.cpp crlf.cpp
run 0 fix --dry-run
cp out dry.patch
run 0 fix
same "Latin 1" latin.wanted latin.cpp
same "CRLF" crlf.wanted crlf.cpp
run 0 fix
same "Latin 1, again" latin.wanted latin.cpp
mkdir patched
cp latin.before patched/latin.cpp
cp crlf.before patched/crlf.cpp
(cd patched && patch -s --binary -p1 <../dry.patch) || complain "what --dry-run prints is no patch"
same "Latin 1 by the patch" latin.wanted patched/latin.cpp
same "CRLF by the patch" crlf.wanted patched/crlf.cpp

run 0 fix --review
patch -s --binary -p1 <out || complain "what --review prints is no patch"
sed 's/setMin/adjustPoolsize/' crlf.wanted >crlf.reviewed
same "CRLF after review" crlf.reviewed crlf.cpp
finish
