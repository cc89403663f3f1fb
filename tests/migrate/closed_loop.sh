#!/bin/bash
# closed_loop.sh FOLDER TOOL REPOSITORY COMPILER LEGACY-APP CORE-LIBRARY FLAG...
#
# The whole way, for each old program of the guide: what the tool does, then the patch beside the program with what is
# left to people; the result needs the core alone, and prints what it printed with the legacy library.

common=$(dirname "$0")/common.sh
arguments=("${@:1:4}")
legacy_app=$5 core=$6
flags=("${@:7}")
. "$common" "${arguments[@]}"

# What cadre::core asks of those that use it.
for flag in "${flags[@]}"; do [[ $flag != -D* ]] || includes+=" $flag"; done

# done_by_tool NAME SOURCE...: the four steps, in this folder.
done_by_tool() {
  local name=$1
  shift
  database c++20 "$@"
  run 0 fix
  run 0 fix --review
  [ ! -s "$work/out" ] || patch -s -p1 <"$work/out" || complain "$name: what --review prints is no patch"
  run 0 fix --move
  sed -n 's/.* what to do at \([0-9]*\) of \([0-9]*\) places.*/\1 \2/p' "$work/out" >>"$work/places"
  run 0 fix --move --review
  [ ! -s "$work/out" ] || patch -s -p1 <"$work/out" || complain "$name: what --move --review prints is no patch"
}

# finished NAME PATCH SOURCE...: by hand, and compiled.
finished() {
  local name=$1 by_hand=$2
  shift 2
  patch -s -p1 --fuzz=0 <"$by_hand" || complain "$name: $by_hand does not apply to what the tool writes"
  ! grep -nE 'threadpool/|threadpool::|cadre/shim' "$@" || complain "$name: this is not the core alone"
  clang-format-16 --style=file:"$root/.clang-format" --dry-run -Werror "$@" 2>err || { complain "$name: the format"; head -n 5 err; }
  "$compiler" -std=c++20 -O1 -I"$root/core/include" -Wall -Wextra -Werror -o program ./*.cpp "$core" "${flags[@]}" \
    2>err || { complain "$name: it does not compile"; head -n 20 err; }
  run 0 fix --move
  has "$work/out" '0 files moved, 0 left'
}

examples=$guide/examples
for source in "$examples"/wild/*.cpp; do
  name=$(basename "$source" .cpp)
  mkdir "$work/$name"
  cd "$work/$name"
  cp "$source" .
  # Only what it includes: the format and the names of all that lies here are looked at.
  sed -n 's/^#include "\([a-z]*[.]hpp\)"$/\1/p' "$source" | while read -r header; do cp "$examples/wild/$header" .; done
  done_by_tool "$name" "$name.cpp"
  finished "$name" "$examples/wild/$name.move.patch" ./*.cpp
  wanted=$examples/wild/$name.out
  [ -e "$wanted" ] || wanted=$examples/wild/$name.legacy.out
  timeout 60 ./program >printed 2>said || complain "$name: exit status $?"
  same "the output of $name" "$wanted" printed
  [ ! -s said ] || { complain "$name says this on standard error"; head -n 5 said; }
done

mkdir "$work/legacy-app"
cd "$work/legacy-app"
cp "$examples"/legacy-app/*.[ch]pp .
done_by_tool legacy-app ./*.cpp
finished legacy-app "$examples/legacy-app/move.patch" ./*.[ch]pp
timeout 60 "$legacy_app" "$examples" >wanted 2>/dev/null || complain "legacy-app with the legacy library: exit status $?"
timeout 60 ./program "$examples" >printed 2>said || complain "legacy-app: exit status $?"
same "the report of legacy-app" wanted printed
grep -v '^legacy-app: note: ' said >unexpected || true
empty unexpected

# What the guide says of the share is what came out here.
read -r known all < <(awk '{ known += $1; all += $2 } END { print known, all }' "$work/places")
has "$guide/README.md" "$known of the $all places"
finish
