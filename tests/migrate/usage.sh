#!/bin/bash
# The command line: help, version, wrong usage; the manual names the same options; scan hands over.

. "$(dirname "$0")/common.sh" "$@"
manual=$root/shim/tools/migrate/threadpool-migrate.1

run 0 --help
empty err
cp out help
for name in scan report fix verify; do
  has help "$name"
  run 0 "$name" --help
  empty err
  cat out >>help
done
run 0 --version
grep -qxE 'threadpool-migrate [0-9]+[.][0-9]+[.][0-9]+' out || complain "no version"

refused() {
  run 2 "$@"
  empty out
  [ -s err ] || complain "no complaint about: $*"
}
refused
refused mend
refused report --nonsense
refused fix --dry-run --review
refused report -p
refused report -p ''
refused verify --command ''
refused fix --root nowhere
refused fix --json

# Each option that the help has is in the manual, and no other; and each exit status.
grep -oE -- '--[a-z][a-z-]+' help | sort -u >in-help
sed -nE 's/^\.It Fl (.*)/\1/p' "$manual" | grep -oE -- '-[a-z][a-z-]+' | sed 's/^/-/' | sort -u >in-manual
same "the options in the manual" in-help in-manual
for status in 0 1 2; do
  grep -qE "^ +$status  " help || complain "no exit status $status in the help"
  grep -qx "\.It $status" "$manual" || complain "no exit status $status in the manual"
done

# scan is the program beside this one, with all words as they are; else the one in PATH.
mkdir alone path
cp "$tool" alone/threadpool-migrate
tool=$work/alone/threadpool-migrate
export PATH=$work/path:$PATH
script() { printf '#!/bin/sh\necho %s\nfor word; do echo "<$word>"; done\nexit 3\n' "$1"; }
PATH=$work/path:/usr/bin:/bin
if ! command -v threadpool-scan >/dev/null; then
  run 2 scan x
  has err 'threadpool-scan cannot be run'
  has err "$work/alone/threadpool-scan nor in PATH"
fi
script 'from PATH' >path/threadpool-scan
chmod +x path/threadpool-scan
run 3 scan --json 'a b' -p --version x
printf '%s\n' 'from PATH' '<--json>' '<a b>' '<-p>' '<--version>' '<x>' >wanted
same "the words" wanted out
script 'beside it' >alone/threadpool-scan
chmod +x alone/threadpool-scan
run 3 scan x
has out 'beside it'
finish
