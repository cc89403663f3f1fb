#!/bin/bash
# A program that was linked with one library runs on both, whether its symbols are looked up when they are called or all
# at the start: the loader has nothing to say of their versions, and the report is the same.

. "$(dirname "$0")/common.sh" "$@"

legacy_folder=$(dirname "$(library_of "$legacy")")
mkdir -p "$work/folder"
for i in $(seq 20); do seq "$i" >"$work/folder/file-$i"; done

# run_on PROGRAM LIBRARY-FOLDER LD_BIND_NOW WAY: leaves WAY.report and WAY.log.
run_on() {
  local program=$1 library=$2 now=$3 way=$4
  local on=(env LD_LIBRARY_PATH="$library" LD_BIND_NOW="$now")
  expect "$way: loads the library in $library" grep -qF " => $library/libthreadpool.so.1 " <("${on[@]}" ldd "$program")
  "${on[@]}" "$program" "$work/folder" >"$work/$way.report" 2>"$work/$way.log" || complain "$way: exit status $?"
  # The program and the shim begin their lines with their names, the loader with a path.
  if grep -vE '^(legacy-app|threadpool): ' "$work/$way.log"; then complain "$way: the loader said this"; fi
  same "$work/old.legacy.lazy.report" "$work/$way.report"
}

for bound in lazy now; do
  for library in legacy shim; do
    folder=${library}_folder
    now=${bound#lazy}
    run_on "$legacy" "${!folder}" "$now" "old.$library.$bound"
    run_on "$shim" "${!folder}" "$now" "relinked.$library.$bound"
  done
done
finish
