#!/bin/bash
# Sources that do not compile, and files that cannot be written: named, left whole, and the others are done.

. "$(dirname "$0")/common.sh" "$@"

program good.cpp <<<'  pool.startAWorker();'
fixed_program >good.wanted <<<'  cadre::shim::pool_of(pool).grow(1);'
program broken.cpp <<<'  pool.startAWorker(); int x = no_such_name; other_name();'
cp broken.cpp broken.before
cp good.cpp good.before
database c++20 broken.cpp gone.cpp good.cpp
run 1 fix
same "the good source" good.wanted good.cpp
same "the broken source" broken.before broken.cpp
[ "$(grep -c 'broken.cpp does not compile' err)" -eq 1 ] || complain "the broken source is not named once"
has err "error: use of undeclared identifier 'no_such_name'"
lacks err 'other_name'
has err 'gone.cpp does not compile'
run 1 report --json
has out '"exit": 1'
has out 'no_such_name'

# What is wrong in a system header by itself is for the program's own compiler to say; what a program makes of it is not.
mkdir system
printf 'template <class T>\nstruct strict {\n  int size() { return this->nothing; }\n};\n' >system/strict.hpp
printf 'template <class T>\nint size_of(T what) { return what.size; }\n' >>system/strict.hpp
plain_includes=$includes
includes+=" -isystem $work/system"
{
  printf '#include <strict.hpp>\n'
  cat good.before
} >with_strict.cpp
{
  printf '#include <strict.hpp>\n'
  cat good.wanted
} >with_strict.wanted
printf '#include <strict.hpp>\nint call() { return size_of(1); }\n' >needs_it.cpp
database c++20 with_strict.cpp needs_it.cpp
run 1 fix
same "a source with a system header that clang does not take" with_strict.wanted with_strict.cpp
has err 'needs_it.cpp does not compile'
lacks err 'with_strict.cpp'
printf '#include <no_such_header.hpp>\n' >system/strict.hpp
run 1 report
has err "with_strict.cpp does not compile, so nothing is known of it"
includes=$plain_includes

# Read-only: also for the superuser.
for name in closed open; do cp good.before $name.cpp; done
chmod 444 closed.cpp
database c++20 closed.cpp open.cpp
run 1 fix
same "the read-only file" good.before closed.cpp
same "the file beside it" good.wanted open.cpp
has err 'closed.cpp: it is read-only'
[ "$(stat -c %a closed.cpp)" = 444 ] || complain "the mode has changed"
chmod 640 closed.cpp
run 0 fix
same "writable again" good.wanted closed.cpp
[ "$(stat -c %a closed.cpp)" = 640 ] || complain "the mode has changed"

# A symbolic link stays one, and what it leads to is changed.
mkdir real
cp good.before real/file.cpp
ln -s real/file.cpp link.cpp
database c++20 link.cpp
run 0 fix
[ -L link.cpp ] || complain "the link is gone"
same "behind the link" good.wanted real/file.cpp

# No temporary file is left, and each file is whole at each moment: a new one takes its place.
cp good.before place.cpp
ln place.cpp old_place.cpp
database c++20 place.cpp
run 0 fix
same "the old file is as it was" good.before old_place.cpp
same "the new one is complete" good.wanted place.cpp
[ -z "$(find . -name '*.cpp.*')" ] || complain "there is a temporary file: $(find . -name '*.cpp.*')"

# A folder that takes no new file: nothing is half done.
if [ "$(id -u)" -ne 0 ]; then
  mkdir locked
  cp good.before locked/file.cpp
  database c++20 locked/file.cpp
  chmod 555 locked
  run 1 fix
  chmod 755 locked
  same "in a locked folder" good.before locked/file.cpp
fi
finish
