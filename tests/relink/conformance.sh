#!/bin/bash
# conformance.sh FOLDER LEGACY-LIBRARY SHIM-LIBRARY COMPILER STANDARD pie|no-pie lto|no-lto OPTIMISATION
#                BOOST-TEST [FLAG...]
#
# The conformance suite as a client that was built in another way than the libraries: compiled once as the arguments
# say, linked with both libraries, and each program run on both. BOOST-TEST is the library of Boost.Test, the
# flags say where its headers are. Exits with 77 if there is no such compiler.

. "$(dirname "${BASH_SOURCE[0]}")/variant.sh" "$@"
boost_test=$9
suite=$root/tests/conformance
compile+=(-DBOOST_TEST_DYN_LINK "${@:10}")

# Boost.Test's header takes longer to compile than most files of the suite, so it is compiled once. The file with the
# main function sets a macro for it.
header=$work/boost_test.hpp
printf '#include <boost/test/unit_test.hpp>\n' >"$header"
case $compiler in
  clang*) compiled=$header.pch include=(-include-pch "$compiled") ;;
  *) compiled=$header.gch include=(-include "$header") ;;
esac
"${compile[@]}" -x c++-header "$header" -o "$compiled" || broken "Boost.Test cannot be compiled"

(
  cd "$work/objects"
  "${compile[@]}" -c "$suite/main.cpp" &&
    printf '%s\0' "$suite"/*_test.cpp | xargs -0 -n 1 -P "$(processors)" "${compile[@]}" "${include[@]}" -c
) || broken "the suite cannot be compiled"

for linked in legacy shim; do
  link_with "${!linked}" "$work/conformance-$linked" "$work"/objects/*.o "$boost_test" \
    "-Wl,-rpath,$(dirname "$boost_test")"
done

# A case of the suite makes sure that the loader has found the library that is named here. The log shows few places of each
# member, so what it shows is tested before other cases have used them up: with -flto these may come first.
for linked in legacy shim; do
  for runs_on in legacy shim; do
    say "the program that was linked with $linked on $runs_on:"
    for cases in deprecation '!deprecation'; do
      CONFORMANCE_LIBRARY=$runs_on CONFORMANCE_FILE=${!runs_on} LD_LIBRARY_PATH=$(dirname "${!runs_on}") \
        "$work/conformance-$linked" --report_level=short --run_test="$cases" ||
        broken "the suite ($cases), linked with $linked, failed on $runs_on"
    done
  done
done
