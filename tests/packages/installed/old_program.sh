# shellcheck shell=bash disable=SC2154
# An old program is compiled and linked as it always was, with plain -lthreadpool.

program=/usr/local/bin/legacy-app
quietly inside apt-get -q update
# shellcheck disable=SC2046
install_in $(ours libthreadpool1 libthreadpool-dev) g++ dpkg-dev
quietly inside sh -c "g++ -std=c++17 -O1 -pthread /src/legacy-app/*.cpp -lthreadpool -o $program"
inside readelf -d "$program" >"$work/dynamic"
expect "it needs libthreadpool.so.1" grep -qF 'Shared library: [libthreadpool.so.1]' "$work/dynamic"
expect "it says nothing of where that lies" [ "$(grep -cE 'RPATH|RUNPATH' "$work/dynamic")" -eq 0 ]

# A package of the program would depend on either library.
mkdir -p "$target/src/debian"
printf 'Source: old\n\nPackage: old\nArchitecture: any\n' >"$target/src/debian/control"
inside sh -c "cd /src && dpkg-shlibdeps -O $program" >"$work/depends" 2>"$work/depends.log"
expect "a package of it would depend on either library: $(cat "$work/depends")" \
  grep -qF 'libthreadpool1 (>= 1.9.0) | libthreadpool.so.1' "$work/depends"

# What is needed to build it has gone when it is run, as on most machines.
quietly inside apt-get purge -qq -y libthreadpool-dev
checksum=$(sha256sum "$target$program")
