# shellcheck shell=bash
# What the scripts here share. Sourced; the policies of whoever runs the tests are not the programs'.

set -euo pipefail
export LC_ALL=C.UTF-8
unset LD_LIBRARY_PATH "${!THREADPOOL_@}"
wrong=0

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

# same WHAT EXPECTED-FILE FILE
same() {
  cmp -s "$2" "$3" && return
  complain "$1 (<: expected, >: found)"
  diff "$2" "$3" | head -n 20 || true
}

# The lines of a log that are records, without what changes from run to run: the program, the place in it, the folder
# of the guide, and the namespaces in which one_program.sh puts the snippets.
records_in() {
  sed -nE 's/^(threadpool: TPS[0-9]+ [^ ].*)$/\1/p' "$1" |
    sed -E -e 's/\((called from) [^ ()]+\+0x[0-9a-f]+/(\1 PROGRAM+OFFSET/' \
      -e 's/(overridden by) tps[0-9]+::([^ ]+) in [^ )]+/\1 \2 in PROGRAM/' \
      -e 's|— see [^ ]*/migration-guide/|— see …/migration-guide/|'
}

# log_block PAGE: what the page says that the log says.
log_block() { sed -n '/^<!-- log -->$/,/^<!-- end -->$/{/^<!--/d;/^```/d;p}' "$1"; }
