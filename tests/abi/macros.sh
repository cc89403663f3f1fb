#!/bin/bash
# macros.sh <include folder> <compiler> <flag>...
#
# The frozen header in all combinations of its macros. Of what stays the compiler makes the same code, without a word:
# so layout, slots and names are the same, and objects compiled with different macros link together. Of removed members
# it warns exactly where THREADPOOL_WARN_REMOVED_UP_TO covers 2.0, with the ID; with THREADPOOL_DISABLE_REMOVED they are
# errors.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
headers=$1 compiler=$2
shift 2
flags=("$@" -I"$headers" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -fno-diagnostics-color)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# expect WHAT COMMAND...
expect() {
  local what=$1
  shift
  if ! "$@" >said 2>&1; then
    echo "NOT: $what"
    head -n 20 said
    failed=1
  fi
}

compile_kept() { "$compiler" "${flags[@]}" "$@" -Werror -O1 -c "$here/kept_uses.cpp" -o "$code"; }

# places KIND: the lines with a warning or an error of that kind, and the IDs that it names.
places() {
  sed -nE "s/^[^ ]*removed_uses\.cpp:([0-9]+):[0-9]+: (fatal )?$1: (.*)/\1 \3/p" messages |
    sed -E 's/^([0-9]+) (.*(TPS[0-9]+).*|.*)$/\1 \3/' | sort -u
}

awk '/\/\/ TPS/ { sub(/.*\/\/ /, ""); for (i = 1; i <= NF; ++i) print NR, $i }' "$here/removed_uses.cpp" | sort -u >all
cut -d' ' -f1 all | sort -u >all.lines

grep -oE 'THREADPOOL_REMOVED\("TPS[0-9]+' "$headers/threadpool/ThreadPool.h" | grep -oE 'TPS[0-9]+' | sort -u >marked
cut -d' ' -f2 all | sort -u >used
expect "each member that the header marks is used" diff marked used

for up_to in '' 0x010000 0x020000 0x030000; do
  for disable in '' yes; do
    macros=(${up_to:+-DTHREADPOOL_WARN_REMOVED_UP_TO=$up_to} ${disable:+-DTHREADPOOL_DISABLE_REMOVED})
    with=${macros[*]:-no macro}
    code=kept${up_to}${disable}.o
    expect "what stays compiles without a word ($with)" compile_kept "${macros[@]}"
    expect "the same code as without macros ($with)" cmp kept.o "$code"

    status=0
    "$compiler" "${flags[@]}" "${macros[@]}" -fsyntax-only "$here/removed_uses.cpp" >messages 2>&1 || status=$?
    if [ -n "$disable" ]; then
      expect "removed members are errors ($with)" [ $status -ne 0 ]
      places error | cut -d' ' -f1 | sort -u >lines
      expect "errors where they are used ($with)" diff all.lines lines
    else
      expect "removed members compile ($with)" [ $status -eq 0 ]
      places warning >found
      if [ $((up_to)) -ge $((0x020000)) ]; then
        expect "a warning with the ID at each use ($with)" diff all found
      else
        expect "no warning ($with)" [ ! -s messages ]
      fi
    fi
  done
done
exit $failed
