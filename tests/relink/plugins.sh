#!/bin/bash
# plugins.sh FOLDER LEGACY-LIBRARY SHIM-LIBRARY OLD-HOST RELINKED-HOST OLD-PLUGIN RELINKED-PLUGIN
#
# A program and its plugins need not be relinked on the same day. With the shim below them all, the log says of each
# use whether its own file was relinked; with the legacy library below them all, nothing is said. Nor does the loader
# say anything.

set -euo pipefail
work=$1
declare -A library=([legacy]=$2 [shim]=$3) host=([old]=$4 [relinked]=$5)
old=$6 relinked=$7
rm -rf "$work"
mkdir -p "$work"
wrong=0
complain() {
  printf 'WRONG: %s; stderr was:\n' "$*"
  cat "$work/log"
  wrong=1
}

# run HOST LIBRARY PLUGIN...: leaves the log.
run() {
  local program=${host[$1]} folder
  folder=$(dirname "${library[$2]}")
  shift 2
  LD_LIBRARY_PATH=$folder "$program" "$@" >"$work/said" 2>"$work/log" ||
    complain "$program $* failed: $(cat "$work/said")"
  if grep -qv '^threadpool: ' "$work/log"; then complain "somebody else than the shim wrote to stderr"; fi
}

# ID, file, and whether it was relinked, of each line that is a record.
records() {
  grep -E '^threadpool: TPS[0-9]+ [^ ]' "$work/log" | while read -r line; do
    case $line in *', which was not relinked'*) vintage=old ;; *) vintage=relinked ;; esac
    sed -E "s/^threadpool: (TPS[0-9]+) .*(called from|overridden by [^ ]+ in) ([^ +,)]+).*/\1 \3 $vintage/" <<<"$line"
  done | sort
}

# expected HOST: all uses, whatever the order of the plugins.
expected() {
  local file
  for file in "$old old" "$relinked relinked"; do
    printf 'TPS002 %s\nTPS033 %s\n' "$(basename "$file")" "$(basename "$file")"
  done
  file=$(basename "${host[$1]}")
  printf 'TPS001 %s %s\nTPS034 %s %s\n' "$file" "$1" "$file" "$1"
}

for linked in old relinked; do
  for plugins in "$old $relinked" "$relinked $old"; do
    # shellcheck disable=SC2086 # two names
    run $linked shim $plugins
    diff <(expected $linked | sort) <(records) >"$work/difference" || {
      cat "$work/difference"
      complain "the log of the $linked host is another"
    }
    # shellcheck disable=SC2086
    run $linked legacy $plugins
    if [ -s "$work/log" ]; then complain "the legacy library says something"; fi
  done
done
exit $wrong
