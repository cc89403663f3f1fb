# shellcheck shell=bash disable=SC2154
# What is in the packages for compiling is complete: the project of tests/consumer against them, by CMake and pkg-config.

# shellcheck disable=SC2046
install_in $(ours libcadre0 libcadre-shim2 libthreadpool1 libthreadpool-dev libcadre-dev) cmake ninja-build pkg-config \
  libboost-test-dev
runs_on legacy "libcadre-dev is installed"

quietly inside cmake -S /src/consumer/project -B /src/by-cmake -G Ninja
quietly inside cmake --build /src/by-cmake -j 1

# says PROGRAM ANSWER legacy|shim|core: what it prints, and whether its use of max() is in the log.
says() {
  local program=$1 answer=$2 library=$3 said uses=0
  said=$(inside "$program" 2>"$work/log") || complain "$program: exit status $?"
  expect "$program says '$said' instead of '$answer'" [ "$said" = "$answer" ]
  if [ "$library" = shim ]; then uses=1; fi
  expect "$program is on $library" [ "$(grep -c 'TPS002 max() is removed' "$work/log")" -eq $uses ]
}

says /src/by-cmake/on-core 42 core
for form in "" -static; do
  says "/src/by-cmake/on-shim$form" "42, 3 at most" shim
  says "/src/by-cmake/on-legacy$form" "42, 3 at most" legacy
done
quietly inside /src/by-cmake/with-kit

# by_pkg_config NAME LANGUAGE SOURCE
by_pkg_config() {
  quietly inside sh -c "g++ -std=$2 -Wno-deprecated-declarations -c /src/consumer/project/$3.cpp -o /src/$1.o \
    \$(pkg-config --cflags $1) && g++ /src/$1.o -o /src/$1 \$(pkg-config --libs $1)"
}
by_pkg_config cadre c++20 on_core
by_pkg_config cadre-shim c++17 on_threadpool
by_pkg_config threadpool-legacy c++17 on_threadpool
says /src/cadre 42 core
says /src/cadre-shim "42, 3 at most" shim
says /src/threadpool-legacy "42, 3 at most" legacy

# Who was linked with one of the two keeps to it, whatever the others run on.
install_in "$(ours libthreadpool1-shim)"
runs_on shim "libthreadpool1-shim is installed beside libcadre-dev"
says /src/threadpool-legacy "42, 3 at most" legacy

# Linked while the shim is the system's: the shim's package alone would not put it on the loader's path.
quietly inside sh -c 'g++ -std=c++17 /src/consumer/project/on_threadpool.cpp -lthreadpool -o /src/plain'
says /src/plain "42, 3 at most" shim
inside sh -c 'cd /src && dpkg-shlibdeps -O plain' >"$work/depends" 2>"$work/depends.log"
for dependency in 'libcadre-shim2 (>= 2.0.0)' 'libthreadpool1 (>= 1.9.0) | libthreadpool.so.1'; do
  expect "its package would depend on $dependency: $(cat "$work/depends")" grep -qF "$dependency" "$work/depends"
done
quietly inside apt-get purge -qq -y libthreadpool1-shim
says /src/plain "42, 3 at most" legacy
says /src/cadre-shim "42, 3 at most" shim
