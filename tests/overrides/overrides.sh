#!/bin/bash
# overrides.sh FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER STANDARD pie|no-pie lto|no-lto OPTIMISATION
#
# Hooks that the shim never calls, overridden in all kinds of classes: each class and hook is one line of the log, which
# names the class and its module, and nothing is said of classes that override none. However the program was built,
# and whether it was relinked; and the legacy library says nothing. Exits with 77 if there is no such compiler.

. "$(dirname "${BASH_SOURCE[0]}")/../relink/variant.sh" "$@"
sources=$root/tests/overrides

# In the order of the IDs. More than five lines of one ID would be too many for the log.
cat >"$work/expected" <<'END'
TPS012 client::Everything client
TPS012 client::Factory client
TPS033 client::Both client
TPS033 client::Everything client
TPS033 client::Final client
TPS033 module::Pool libmodule.so
TPS034 client::(anonymous namespace)::Hidden client
TPS034 client::Both client
TPS034 client::Everything client
TPS035 client::Everything client
TPS035 client::FromModule client
TPS035 client::OverModule client
TPS035 client::VirtualBase client
TPS035 module::Base libmodule.so
TPS036 client::BelowMiddle client
TPS036 client::Everything client
TPS036 client::Middle client
TPS037 client::Everything client
TPS037 client::SecondBase client
END

(cd "$work/objects" && "${compile[@]}" -c "$sources/client.cpp") || broken "the program cannot be compiled"
"${compile[@]}" -fPIC -c "$sources/module.cpp" -o "$work/module.o" || broken "its library cannot be compiled"
for linked in legacy shim; do
  mkdir "$work/$linked"
  "$compiler" "${both[@]}" -shared "$work/module.o" -o "$work/$linked/libmodule.so" "${!linked}" ||
    broken "its library cannot be linked with the library $linked"
  link_with "${!linked}" "$work/$linked/client" "$work/objects/client.o" "$work/$linked/libmodule.so" \
    '-Wl,-rpath,$ORIGIN'
done

# check LINKED LINES: the program that was linked with this library runs on the shim, and so many lines say that it was
# not relinked.
check() {
  local log=$work/$1.log with="the program was linked with $1"
  LD_LIBRARY_PATH=$(dirname "$shim") "$work/$1/client" 2>"$log" || broken "the program failed ($with)"
  sed -nE 's/^threadpool: (TPS[0-9]+) .*overridden by (([^ ]|anonymous namespace)+) in ([^ ,)]+).*/\1 \2 \4/p' "$log" |
    LC_ALL=C sort >"$work/found"
  diff "$work/expected" "$work/found" || broken "other overrides are reported (<: expected, >: found; $with)"
  # Records have one blank behind their ID. There is no other kind of them.
  lines_with '^threadpool: TPS[0-9]+ [^ ]' "$overrides" || broken "more is reported ($with): $(cat "$log")"
  lines_with 'overridden by .*, which was not relinked' "$2" || broken "another vintage is reported ($with)"
}
lines_with() { [ "$(grep -cE "$1" "$log")" -eq "$2" ]; }
overrides=$(wc -l <"$work/expected")
check shim 0
check legacy "$overrides"

"$work/legacy/client" >"$work/silent" 2>&1 || broken "the program failed on the legacy library"
[ ! -s "$work/silent" ] || broken "the legacy library says something: $(cat "$work/silent")"
