#!/bin/bash
# tests/mutants/run.sh [--jobs N] [--time-out SECONDS] BUILD_FOLDER [NAME...] - puts defects back, and looks for
# the test that notices.
#
# Each NAME.patch here is one defect: what it is, which test cases must notice, a diff against core/. For each, libcadre
# is built with the patch, in a folder of its own and with the flags of BUILD_FOLDER, and the core_test that was built
# there runs those cases with it. Without names: all of them.
#
# A defect is killed if the patch applies, the library compiles, each of its test cases names the defect's ID in its text
# and passes without the patch, and one of them fails, crashes or is out of time with it. What is a race may take several
# attempts: up to 20. Exits with 1 if a defect is not killed.
#
#   --jobs N            so many at a time; usually 1
#   --time-out SECONDS  for one attempt; usually 60

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../scripts/lib.sh"

attempts=20
time_out=60
jobs=1
arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) show_help; exit 0 ;;
    --jobs | --time-out)
      [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || bad_usage "$1 needs a number"
      if [ "$1" = --jobs ]; then jobs=$2; else time_out=$2; fi
      shift ;;
    -*) bad_usage "unknown option '$1'" ;;
    *) arguments+=("$1") ;;
  esac
  shift
done
[ ${#arguments[@]} -gt 0 ] || bad_usage "which build folder?"
build=$(cd "${arguments[0]}" && pwd) || bad_usage "there is no folder '${arguments[0]}'"
names=("${arguments[@]:1}")
if [ ${#names[@]} -eq 0 ]; then
  for file in "$here"/*.patch; do names+=("$(basename "$file" .patch)"); done
fi
for name in "${names[@]}"; do
  [ -f "$here/$name.patch" ] || bad_usage "there is no $name.patch"
done
program=$build/bin/core_test
[ -x "$program" ] || fail "$program was not built"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/results"

# The library as BUILD_FOLDER builds it, but with paths relative to the folder: so a copy of the folder is a build of
# its own, with everything in it up to date. What a patch leaves unused is no error.
pristine=$work/pristine
prepare() {
  local command flags source objects=()
  mkdir -p "$pristine"
  cp -r "$root/core" "$pristine/core"
  command=$(ninja -C "$build" -t commands core/CMakeFiles/cadre_core.dir/src/engine.cpp.o | tail -n 1)
  flags=$(sed -E 's/ -(MD|MT [^ ]+|MF [^ ]+|o [^ ]+|c [^ ]+)//g' <<<"$command")
  flags="${flags//"$root/core"/core} -g0 -Wno-error -w"
  {
    printf 'rule compile\n  command = %s -MD -MF $out.d -o $out -c $in\n  depfile = $out.d\n  deps = gcc\n' "$flags"
    printf 'rule link\n  command = %s -shared -Wl,-soname,libcadre.so.0 %s -o $out $in -lboost_thread -lpthread\n' \
      "${flags%% *}" "-Wl,--version-script=core/src/exports.map"
    for source in "$pristine"/core/src/*.cpp; do
      source=$(basename "$source" .cpp)
      objects+=("objects/$source.o")
      printf 'build objects/%s.o: compile core/src/%s.cpp\n' "$source" "$source"
    done
    printf 'build libcadre.so.0: link %s\n' "${objects[*]}"
  } >"$pristine/build.ninja"
  compile "$pristine" "$jobs"
  LD_LIBRARY_PATH=$pristine ldd "$program" | grep "=> $pristine/libcadre.so.0 " ||
    fail "core_test does not load the library that is put in front of it"
}

compile() { ninja -C "$1" -j "$2" libcadre.so.0; }

header() { awk -F': ' -v field="$2" '$1 == field { sub(/^[^:]*: /, ""); print; exit }' "$here/$1.patch"; }

# The text of SUITE/CASE, from the comment above it to its last line.
text_of() {
  local suite=${1%%/*} case=${1#*/} file
  case=${case%\**}
  for file in "$root"/tests/core/*_test.cpp; do
    grep -q "^BOOST_AUTO_TEST_SUITE($suite)" "$file" || continue
    awk -v case="$case" '
      !inside && /^\/\// { comment = comment $0 "\n"; next }
      !inside && match($0, /^BOOST_[A-Z_]*TEST_CASE[A-Z_]*\(/) {
        rest = substr($0, RLENGTH + 1)
        sub(/[,)].*/, "", rest)
        if (rest == case) { printf "%s", comment; inside = 1 }
      }
      inside { print }
      inside && /^}/ { exit }
      { comment = "" }' "$file"
  done
}

# attempt LIBRARY CASE: how the case ended, in $ending.
attempt() {
  local status=0
  # The shell itself would tell of each that is killed.
  {
    LD_LIBRARY_PATH=$1 timeout -s KILL "$time_out" "$program" --run_test="$2" --catch_system_errors=no \
      --color_output=no >"$1/output" 2>&1 || status=$?
  } 2>/dev/null
  case $status in
    0) ending=pass ;;
    137) ending=time-out ;;
    20[0-9]) ending=failure ;;
    *) ending=crash ;;
  esac
}

# Why a defect does not count, in $why; or how it was killed, in $how and $noticed.
examine() {
  local name=$1 folder=$2 id cases one count
  id=$(header "$name" ID)
  read -ra cases <<<"$(header "$name" Test)"
  [ -n "$id" ] && [ ${#cases[@]} -gt 0 ] && [ -n "$(header "$name" Why)" ] || { why="its header is not complete"; return; }
  for one in "${cases[@]}"; do
    noticed=$one
    if [ "$id" != none ] && ! text_of "$one" | grep -qE "$id([^0-9]|$)"; then why="the test does not name $id"; return; fi
    attempt "$pristine_copy" "$one"
    [ $ending = pass ] || { why="the test does not pass without it ($ending)"; return; }
  done
  cp -a "$pristine" "$folder"
  patch -s -p1 --fuzz=0 -d "$folder" --no-backup-if-mismatch <"$here/$name.patch" >"$folder/output" 2>&1 ||
    { why="the patch does not apply"; return; }
  compile "$folder" 1 >"$folder/output" 2>&1 || { why="it does not compile"; return; }
  for ((count = 1; count <= attempts; ++count)); do
    for one in "${cases[@]}"; do
      noticed=$one
      attempt "$folder" "$one"
      [ $ending = pass ] && continue
      how=$ending
      if [ $count -gt 1 ]; then how="$ending, at attempt $count"; fi
      return
    done
  done
  noticed=${cases[*]}
  why="NOT NOTICED in $attempts attempts"
}

judge() {
  local name=$1 start=$SECONDS noticed="" why="" how="" ending="" pristine_copy=$work/$1.before
  mkdir "$pristine_copy"
  ln -s "$pristine/libcadre.so.0" "$pristine_copy/"
  examine "$name" "$work/$name"
  printf '%-44s %-62s %-26s %4d s\n' "$name" "$noticed" "${how:-ALIVE: $why}" $((SECONDS - start)) |
    tee "$work/results/$name"
  if [ -n "$why" ] && [ -s "$work/$name/output" ]; then tail -n 20 "$work/$name/output" | sed 's/^/    /'; fi
  rm -rf "$work/$name" "$pristine_copy"
}

say "Building the library as it is"
(prepare) >"$work/output" 2>&1 || { cat "$work/output"; exit 1; }
printf '%-44s %-62s %-26s %s\n' defect "noticed by" "killed by" took
for name in "${names[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
  judge "$name" &
done
wait

alive=$(cat "$work"/results/* | grep -c ' ALIVE: ' || true)
judged=$(cat "$work"/results/* | wc -l)
say
say "$((judged - alive)) of ${#names[@]} killed"
if [ "$alive" -gt 0 ] || [ "$judged" -ne ${#names[@]} ]; then
  grep -h ' ALIVE: ' "$work"/results/* | sed 's/^/run.sh: /' >&2
  exit 1
fi
