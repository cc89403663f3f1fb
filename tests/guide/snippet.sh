#!/bin/bash
# snippet.sh FOLDER GUIDE ID BEFORES-WITH-LEGACY BEFORES-WITH-SHIM AFTERS
#
# The page of ID is true: `before` logs ID, with exactly the lines of the page, and nothing else than what it says
# itself (`// Also logs:`); the policy of the page silences it; with the legacy library it prints the same, or what is
# written down beside it. `after`, compiled without the removed members, logs nothing and prints the same.

. "$(dirname "$0")/common.sh"
work=$1 guide=$2 id=$3 legacy=$4 shim=$5 after=$6
name=${id,,}
snippets=$guide/snippets/$name
page=$guide/$id.md
rm -rf "$work"
mkdir -p "$work"

# output_of WAY: the file with what the program is to print.
output_of() {
  if [ -e "$snippets/$1.out" ]; then printf '%s\n' "$snippets/$1.out"; else printf '%s\n' "$snippets/out"; fi
}

# run WAY PROGRAM: leaves WAY.printed, WAY.log and WAY.json, if there is one, in the folder.
run() {
  local status=0
  THREADPOOL_DEPRECATIONS_JSON=$work/$1.json "$2" "$name" >"$work/$1.printed" 2>"$work/$1.log" || status=$?
  [ $status -eq 0 ] || complain "$1: exit status $status"
  same "$1: the output is another" "$(output_of "$1")" "$work/$1.printed"
}

ids_of() {
  touch "$work/$1.json"
  { grep -oE '"id":"TPS[0-9]+"' "$work/$1.json" || true; } | tr -d '"' | cut -d: -f2 | sort -u
}

run legacy "$legacy"
run shim "$shim"
run after "$after"

{
  printf '%s\n' "$id"
  sed -n 's|^// Also logs: ||p' "$snippets/before.cpp" | tr ' ' '\n'
} | sort -u >"$work/expected.ids"
ids_of shim >"$work/shim.ids"
same "before: the IDs in the log are others" "$work/expected.ids" "$work/shim.ids"
for way in legacy after; do
  [ -z "$(ids_of $way)" ] || complain "$way: it logs $(ids_of $way | xargs)"
  if grep '^threadpool: .*TPS' "$work/$way.log"; then complain "$way: this is in the log"; fi
done

log_block "$page" >"$work/page.lines"
records_in "$work/shim.log" | awk -v id="$id" '$2 == id && !seen[$0]++' >"$work/log.lines"
same "$id.md: the log says something else" "$work/log.lines" "$work/page.lines"

# The first line about THREADPOOL_DEPRECATIONS is for all uses.
policy=$(sed -nE 's/^THREADPOOL_DEPRECATIONS="([^"]*)" .*/\1/p' "$page" | head -n 1)
[ "$policy" = "$id=ignore" ] || complain "$id.md: the policy is '$policy'"
THREADPOOL_DEPRECATIONS=$policy "$shim" "$name" >/dev/null 2>"$work/silenced.log" || complain "silenced: exit status $?"
if records_in "$work/silenced.log" | grep "^threadpool: $id "; then complain "the policy does not silence $id"; fi
grep -qE "^threadpool: $id  " "$work/silenced.log" || complain "silenced, $id is not counted any more"
exit $wrong
