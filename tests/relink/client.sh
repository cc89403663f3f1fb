#!/bin/bash
# client.sh FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER STANDARD pie|no-pie lto|no-lto OPTIMISATION
#
# A client that was built in another way than the libraries: the objects of the old program, subclass and all, are
# compiled once as the last five arguments say and linked with both libraries; same_report.sh and removed_members.sh
# then hold for it too. Exits with 77 if there is no such compiler.

. "$(dirname "${BASH_SOURCE[0]}")/variant.sh" "$@"
sources=$root/migration-guide/examples/legacy-app

(cd "$work/objects" && "${compile[@]}" -c "$sources"/*.cpp) || broken "the program cannot be compiled"
link_with "$legacy" "$work/legacy-app-legacy" "$work"/objects/*.o
link_with "$shim" "$work/legacy-app-shim" "$work"/objects/*.o

for check in same_report removed_members; do
  bash "$(dirname "$script")/$check.sh" "$work/$check" "$work/legacy-app-legacy" "$work/legacy-app-shim" \
    "$sources/expected-ids" || broken "$check.sh failed"
done
