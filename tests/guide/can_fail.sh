#!/bin/bash
# can_fail.sh FOLDER GUIDE REGISTRY-ROWS BEFORES-WITH-LEGACY BEFORES-WITH-SHIM AFTERS
#
# What the other two scripts would find, they find: each kind of mistake is made in a copy of the guide.

. "$(dirname "$0")/common.sh"
work=$1 guide=$2 registry_rows=$3 legacy=$4 shim=$5 after=$6
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
cp -R "$guide" "$work/whole"
copy=$work/guide

# Links, not copies: whoever changes a file replaces it, as sed -i does.
anew() {
  rm -rf "$copy"
  cp -Rl "$work/whole" "$copy"
}

complete() { "$here/complete.sh" "$copy" "$registry_rows" >"$work/said" 2>&1; }
page_of() { "$here/snippet.sh" "$work/run" "$copy" "$1" "$legacy" "$shim" "$after" >"$work/said" 2>&1; }

# finds WHAT LINE COMMAND...: the command fails and says the line; then the copy is made anew.
finds() {
  local what=$1 line=$2
  shift 2
  if "$@"; then
    complain "$what: nothing is found"
  elif ! grep -qxE "WRONG: $line" "$work/said"; then
    complain "$what: it fails, but without a word of it"
    cat "$work/said"
  fi
  anew
}

anew
complete || {
  complain "the guide is not complete"
  cat "$work/said"
}
for id in TPS008 TPS012 TPS033; do page_of $id || complain "the page of $id is not true"; done

rm "$copy/TPS008.md"
finds "a page less" 'TPS008\.md is missing' complete
cp "$copy/TPS008.md" "$copy/TPS999.md"
finds "a page more" 'TPS999\.md has no row in the registry' complete
cp -R "$copy/snippets/tps008" "$copy/snippets/tps999"
finds "a snippet more" 'snippets/tps999/.* has no row in the registry' complete
rm -r "$copy/snippets/tps008"
finds "no snippets" 'snippets/tps008/before\.cpp is missing' complete
rm "$copy/snippets/tps008/after.cpp"
finds "a snippet less" 'snippets/tps008/after\.cpp is missing' complete
echo '// lost' >"$copy/snippets/tps008/afetr.cpp"
finds "a file that nobody reads" 'snippets/tps008/afetr\.cpp belongs to nothing' complete
for line in 'id: .*/id: TPS009' 'member: .*/member: "waiter()"' 'kind: .*/kind: dead' 'since: .*/since: "2.1"' \
  'removed-in: .*/removed-in: "2.0"' 'replacement: .*/replacement: "nothing"'; do
  sed -i "s/^$line/" "$copy/TPS008.md"
  finds "another ${line%%:*}" "TPS008\.md: its front matter is not that of the registry: .*" complete
done
sed -i 's/^fix: .*/fix: perhaps/' "$copy/TPS008.md"
finds "an unknown kind of fix" "TPS008\.md: fix is not in-place, move or by-hand" complete
sed -i 's/^fix: .*/fix: by-hand/' "$copy/TPS008.md"
finds "two kinds of fix" "TPS008\.md: fix and the section about the tool differ" complete
sed -i '/^## Risk$/d' "$copy/TPS008.md"
finds "a section less" 'TPS008\.md: its sections are others: .*' complete
sed -i '/^## Risk$/,/^## Does/{/^## /!d}' "$copy/TPS008.md"
finds "an empty section" 'TPS008\.md: nothing stands below ## Risk' complete
sed -i '/^<!-- snippet tps008\/after -->$/,/^<!-- end -->$/d' "$copy/TPS008.md"
finds "code that is not shown" 'TPS008\.md: snippet tps008/after is not shown, once' complete
sed -i '/^<!-- snippet tps033\/shim.out -->$/,/^<!-- end -->$/d' "$copy/TPS033.md"
finds "an output that is not shown" 'TPS033\.md: snippet tps033/shim\.out is not shown, once' complete
sed -i 's/(README\.md)/(REDME.md)/' "$copy/TPS008.md"
finds "a dead link" 'TPS008\.md: no such file: REDME\.md' complete
sed -i 's/waiters().size()/waiters().size( )/' "$copy/snippets/tps008/before.cpp"
finds "a stale snippet" 'the pages do not show their snippets' complete
sed -i '0,/waiters().size()/s//workers()/' "$copy/TPS008.md"
finds "code that nobody compiled" 'the pages do not show their snippets' complete
sed -i 's|^ *// \[end\]$||' "$copy/snippets/tps008/after.cpp"
finds "a part without an end" 'the pages do not show their snippets' complete
sed -i '1s|^|#include "cadre/pool.hpp"\n|' "$copy/snippets/tps008/before.cpp"
finds "a before of today" 'snippets/tps008/before\.cpp knows the new library: .*' complete

sed -i '/^threadpool: /s/is removed since 2\.0/was removed in 2.0/' "$copy/TPS008.md"
finds "another line of the log" 'TPS008\.md: the log says something else .*' page_of TPS008
sed -i '/^threadpool: .*overridden/d' "$copy/TPS012.md"
finds "a line of the log less" 'TPS012\.md: the log says something else .*' page_of TPS012
sed -i 's/="TPS008=ignore"/="TPS009=ignore"/' "$copy/TPS008.md"
finds "another policy" "TPS008\.md: the policy is 'TPS009=ignore'" page_of TPS008
sed -i 's/1/2/' "$copy/snippets/tps008/out"
finds "another output" 'after: the output is another .*' page_of TPS008
rm "$copy/snippets/tps033/shim.out"
finds "an output that differs" 'shim: the output is another .*' page_of TPS033
sed -i '1s|^|// Also logs: TPS009\n|' "$copy/snippets/tps008/before.cpp"
finds "an ID too many" 'before: the IDs in the log are others .*' page_of TPS008
sed -i '/^\/\/ Also logs:/d' "$copy/snippets/tps030/before.cpp"
finds "an ID that nobody expects" 'before: the IDs in the log are others .*' page_of TPS030
after=$shim finds "an after that is still as before" 'after: it logs TPS008' page_of TPS008
exit $wrong
