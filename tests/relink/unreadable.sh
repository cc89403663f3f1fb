#!/bin/bash
# What cannot be read is named on stderr and makes the exit status 1; everything else is reported.

. "$(dirname "$0")/common.sh" "$@"

folder=$work/folder
mkdir -p "$folder"
printf 'readable\n' >"$folder/readable"
expected=1
# Not even root reads a file whose path is longer than the system takes. 255 bytes are the longest name.
name=$(printf 'n%.0s' $(seq 200))
(
  cd "$folder"
  while [ ${#PWD} -lt 3700 ]; do
    mkdir "$name"
    cd "$name"
  done
  mkdir "$(printf 'd%.0s' $(seq $((4000 - ${#PWD} - 1))))"
  cd d*
  printf 'too far\n' >"$(printf 'f%.0s' $(seq 200))"
)
if [ "$(id -u)" -ne 0 ]; then
  printf 'secret\n' >"$folder/secret"
  mkdir "$folder/closed"
  chmod 0 "$folder/secret" "$folder/closed"
  expected=3
fi

run_all "$folder"
if [ -d "$folder/closed" ]; then chmod 700 "$folder/closed"; fi
expect "exit status 1" status_is 1
expect "$expected problems on stderr" [ "$(wc -l <"$work/legacy.problems")" -eq $expected ]
expect "the reason for the long path" grep -q '/ff*: cannot open: File name too long$' "$work/legacy.problems"
if [ $expected -eq 3 ]; then
  expect "the reason for the file" grep -q '/secret: cannot open: Permission denied$' "$work/legacy.problems"
  expect "the reason for the folder" grep -q '/closed: Permission denied$' "$work/legacy.problems"
fi
expect "the file that can be read" grep -q '^             9         1  [0-9a-f]*  readable$' "$work/legacy.report"
expect "the totals" grep -qx "1 files, 9 bytes, 1 lines, $expected problems" "$work/legacy.report"

run_all "$work/no such folder"
expect "exit status 1 for a missing folder" status_is 1
expect "one problem" [ "$(wc -l <"$work/legacy.problems")" -eq 1 ]
expect "the missing folder's name" grep -q '/no such folder: No such file or directory$' "$work/legacy.problems"
expect "a report without files" grep -qx '0 files, 0 bytes, 0 lines, 1 problems' "$work/legacy.report"

run_all "$folder/readable"
expect "exit status 1 for a file" status_is 1
expect "a file is no folder" grep -q '/readable: Not a directory$' "$work/legacy.problems"

for way in "${ways[@]}"; do
  environment=()
  program=$legacy
  if [ "$way" = shim ]; then program=$shim; fi
  if [ "$way" = swapped ]; then environment=(LD_LIBRARY_PATH="$shim_folder"); fi
  status=0
  env "${environment[@]}" "$program" "$folder" >/dev/full 2>"$work/full.log" || status=$?
  expect "exit status 1 on a full disk ($way)" [ $status -eq 1 ]
  expect "the reason ($way)" grep -q '^legacy-app: cannot write the report$' "$work/full.log"
done
finish
