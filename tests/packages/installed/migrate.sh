# shellcheck shell=bash disable=SC2154
# threadpool-migrate reads and changes sources with what its package depends on: clang's library, and headers of its own.

# shellcheck disable=SC2046
install_in $(ours threadpool-tools threadpool-migrate)
expect "no other clang is there" [ -z "$(inside sh -c 'command -v clang clang++ clang-19' || true)" ]
quietly inside threadpool-migrate --help
expect "the manual page of threadpool-migrate" gzip -t "$target/usr/share/man/man1/threadpool-migrate.1.gz"

# A program of the guide, as it is installed.
mkdir "$target/src/old"
cp "$target/usr/share/doc/cadre/migration-guide/snippets/tps008/before.cpp" "$target/src/old/"
printf '[{"directory": "/src/old", "file": "before.cpp", "command": "g++ -std=c++20 -c before.cpp"}]\n' \
  >"$target/src/old/compile_commands.json"

# migrate STATUS COMMAND: what it says is in the file of that name.
migrate() {
  local wanted=$1 status=0
  inside threadpool-migrate "$2" -p /src/old >"$work/$2" 2>&1 || status=$?
  expect "threadpool-migrate $2: exit status $status, not $wanted: $(cat "$work/$2")" [ $status -eq "$wanted" ]
}
migrate 1 report
expect "both uses of waiters() are reported: $(cat "$work/report")" \
  [ "$(grep -cE '^/src/old/before\.cpp:[0-9]+:[0-9]+: TPS008 waiters\(\): in place; ' "$work/report")" -eq 2 ]
migrate 0 fix
migrate 0 verify
# shellcheck disable=SC2016 # the shell inside is to expand it
quietly inside sh -c 'cd /src/old && g++ -std=c++20 -DTHREADPOOL_DISABLE_REMOVED $(pkg-config --cflags cadre-shim) \
  before.cpp -o changed $(pkg-config --libs cadre-shim)'
said=$(inside /src/old/changed 2>"$work/log") || complain "the changed program: exit status $?"
expect "the changed program says '$said'" [ "$said" = "1 idle" ]
expect "it uses nothing that is removed: $(cat "$work/log")" [ ! -s "$work/log" ]

# scan is the program of the package beside it.
inside threadpool-migrate scan "$program" >"$work/beside" || [ $? -eq 1 ] || complain "threadpool-migrate scan failed"
expect "threadpool-migrate scan says what threadpool-scan says" cmp "$work/scan" "$work/beside"
