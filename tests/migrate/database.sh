#!/bin/bash
# The compile database: found where people have it; what is wrong with it is said, with the remedy.

. "$(dirname "$0")/common.sh" "$@"
# Above the folder of the tests there may be a database of the build.
mkdir "${TMPDIR:-/tmp}/migrate.$$" && cd "${TMPDIR:-/tmp}/migrate.$$"
here=$PWD
trap 'rm -rf "$here"' EXIT
out=$work/out err=$work/err

refused() {
  run 2 report "$@"
  empty "$out"
  cmp -s source.cpp before || complain "the source has changed"
}
program source.cpp <<<'  pool.startAWorker();'
cp source.cpp before
refused
has "$err" "there is no compile_commands.json in any of these folders"
has "$err" "$here"
has "$err" 'CMAKE_EXPORT_COMPILE_COMMANDS'
refused -p nowhere
has "$err" 'nowhere'
mkdir empty
refused -p empty
has "$err" 'there is no empty/compile_commands.json'

for text in '' '{' '[{]' '{}' '[1]' '[{"file": "source.cpp"}]' '[{"directory": "/", "file": "a.cpp", "command": ""}]' \
  '[{"directory": "/", "file": 3, "command": "c++"}]' '[{"directory": "/", "file": "a.cpp", "arguments": "c++"}]'; do
  printf '%s' "$text" >compile_commands.json
  refused
  has "$err" 'compile_commands.json is'
  has "$err" 'rite it anew'
done
printf '[]' >compile_commands.json
refused
has "$err" 'has no C++ source'
head -c 300 /dev/urandom >compile_commands.json
refused
rm compile_commands.json
mkdir compile_commands.json
refused
has "$err" 'cannot read'
rmdir compile_commands.json
if [ "$(id -u)" -ne 0 ]; then
  database c++20 source.cpp
  chmod 000 compile_commands.json
  refused
  has "$err" 'Permission denied'
  rm -f compile_commands.json
fi

database c++20 source.cpp
refused other.cpp
has "$err" 'has no command for other.cpp'

# Above the source, in a folder "build", by -p, as "arguments", with words that are quoted.
mkdir -p deep/below
run 1 report source.cpp
has "$out" 'source.cpp:5:8: TPS014 startAWorker()'
cp source.cpp deep/below/other.cpp
database c++20 deep/below/other.cpp
(cd deep/below && run 1 report other.cpp && run 1 report; exit $wrong) || wrong=1
mkdir build
mv compile_commands.json build
run 1 report
run 1 report -p build
run 1 report -p build/compile_commands.json
has "$out" 'deep/below/other.cpp:5:8: TPS014'
mkdir -p 'with blank'
printf '#define MEMBER startAWorker\n' >'with blank/member.h'
program source.cpp <<<'  pool.MEMBER(); auto s = TEXT; (void)s;'
printf '%s\n' '-std=c++20' >words
printf '[{"directory": "%s", "file": "source.cpp", "arguments": ["ccache", "%s", "-I%s", "-I", "with blank", "-include",
  "member.h", "-DTEXT=\\"a b\\"", "@words", "-fconcepts-diagnostics-depth=2", "-Werror", "-c", "source.cpp"]}]' \
  "$here" "$compiler" "$root/legacy/include" >compile_commands.json
run 1 report
has "$out" 'with blank/member.h:1:16: TPS014 startAWorker(): by hand (in a macro)'
printf '[{"directory": "%s", "file": "source.cpp", "command": "%s %s -I '"'with blank'"' -include member.h \\"-DTEXT=\\\\\\"a b\\\\\\"\\" -c source.cpp"}]' \
  "$here" "$compiler" "-I$root/legacy/include" >compile_commands.json
run 1 report
has "$out" 'TPS014 startAWorker()'
finish
