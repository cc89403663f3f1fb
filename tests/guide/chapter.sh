#!/bin/bash
# chapter.sh FOLDER GUIDE NAME BEFORE-WITH-LEGACY BEFORE-WITH-SHIM AFTER
#
# The programs of a chapter do what it says: all three print what is in `out`; `before` logs the IDs in its line
# `// Logs:`, and with the lines of the page, if that has some; with the legacy library, and `after`, log nothing.

. "$(dirname "$0")/common.sh"
work=$1 guide=$2 name=$3 legacy=$4 shim=$5 after=$6
programs=$guide/snippets/chapters/$name
page=$guide/chapters/$name.md
rm -rf "$work"
mkdir -p "$work"

[ -e "$page" ] || complain "chapters/$name.md is missing"
for part in before after out; do
  grep -qxF "<!-- snippet chapters/$name/$part -->" "$page" || complain "chapters/$name.md does not show $part"
done

# run WAY PROGRAM: leaves WAY.printed, WAY.log and WAY.ids in the folder.
run() {
  local status=0
  THREADPOOL_DEPRECATIONS_JSON=$work/$1.json "$2" >"$work/$1.printed" 2>"$work/$1.log" || status=$?
  [ $status -eq 0 ] || complain "$1: exit status $status"
  same "$1: the output is another" "$programs/out" "$work/$1.printed"
  touch "$work/$1.json"
  { grep -oE '"id":"TPS[0-9]+"' "$work/$1.json" || true; } | tr -d '"' | cut -d: -f2 | sort -u >"$work/$1.ids"
}

run legacy "$legacy"
run shim "$shim"
run after "$after"
sed -n 's|^// Logs: ||p' "$programs/before.cpp" | tr ' ' '\n' | sort -u >"$work/expected.ids"
same "before: the IDs in the log are others" "$work/expected.ids" "$work/shim.ids"
for way in legacy after; do
  [ ! -s "$work/$way.log" ] || complain "$way: this is in the log: $(cat "$work/$way.log")"
done
if grep -qx '<!-- log -->' "$page"; then
  log_block "$page" >"$work/page.lines"
  records_in "$work/shim.log" | awk '!seen[$0]++' >"$work/log.lines"
  same "chapters/$name.md: the log says something else" "$work/log.lines" "$work/page.lines"
fi
exit $wrong
