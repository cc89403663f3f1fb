#!/bin/bash
# links.sh FOLDER THREADPOOL-SCAN
#
# What is planted in clients/ is found in programs that were linked or compiled in unusual ways. A linker that this
# machine does not have, or that cannot do it, is passed over, and said; what g++ and GNU ld always do must work.

. "$(dirname "$0")/common.sh" "$@"
make_library g++

# compile OBJECT CLIENT OPTION...
compile() { g++ -std=c++17 -O1 "${@:3}" -I "$root/legacy/include" -c "$here/clients/$2.cpp" -o "$work/$1"; }

# Other linkers, and what GNU ld has had since 2.38 only.
may_be_missing() {
  case $1 in
    *-gold | *-gold-no-pie) ! command -v ld.gold >/dev/null ;;
    *-lld | *-lld-no-pie) ! command -v ld.lld >/dev/null ;;
    *-packed) ! ld --help | grep -q pack-relative-relocs ;;
    *) false ;;
  esac
}

# link CLIENT OBJECT WAY OPTION...
link() {
  local client=$1 object=$2 program=$work/$1-$3
  shift 3
  if ! g++ -O1 "$@" "$work/$object" "$work/libthreadpool.so" -o "$program" >"$work/log" 2>&1; then
    if may_be_missing "$program"; then
      say "passed over: $program: $(head -n 1 "$work/log")"
    else
      complain "$program is not linked: $(head -n 1 "$work/log")"
    fi
    return
  fi
  check "$here/clients/$client.expected" "$program"
  if [ "$client" = calls ]; then check_places "$program"; fi
  strip "$program"
  check "$here/clients/$client.expected" "$program" no-names
}

for client in calls overrides inheritance plain; do
  compile pie.o $client -fpie
  link $client pie.o bind-now -pie -Wl,-z,now
  link $client pie.o packed -pie -Wl,-z,pack-relative-relocs
  link $client pie.o own-runtime -pie -static-libstdc++ -static-libgcc
  link $client pie.o emit-relocs -pie -Wl,--emit-relocs
  link $client pie.o gold -pie -fuse-ld=gold
  link $client pie.o lld -pie -fuse-ld=lld
  compile no-pie.o $client -fno-pie
  link $client no-pie.o emit-relocs-no-pie -no-pie -Wl,--emit-relocs
  link $client no-pie.o gold-no-pie -no-pie -fuse-ld=gold
  link $client no-pie.o lld-no-pie -no-pie -fuse-ld=lld
  link $client no-pie.o own-runtime-no-pie -no-pie -static-libstdc++ -static-libgcc
  compile lto.o $client -fpie -O2 -flto
  link $client lto.o lto -pie -O2 -flto
done
for client in calls plain; do
  compile no-plt.o $client -fpie -fno-plt
  link $client no-plt.o no-plt -pie
  compile no-cet.o $client -fpie -fcf-protection=none
  link $client no-cet.o no-cet -pie
  compile cet.o $client -fpie -fcf-protection=full
  link $client cet.o cet -pie -Wl,-z,ibtplt
  compile large.o $client -fno-pie -mcmodel=large
  link $client large.o large -no-pie
done

# Hooks that are called by name, in programs that also have them in tables of virtual functions.
echo 'int main() { return 0; }' >"$work/main.cpp"
g++ -fno-pie -c "$work/main.cpp" -o "$work/main.o"
for way in "-fpie -pie" "-fno-pie -no-pie" "-fno-pie -no-pie -fno-plt" "-fno-pie -no-pie -mcmodel=large"; do
  read -ra options <<<"$way"
  compile tiny.o tiny "${options[0]}" "${options[@]:2}"
  link tiny tiny.o "way${way// /}" "${options[@]}" "$work/main.o"
done
finish
