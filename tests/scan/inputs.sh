#!/bin/bash
# inputs.sh FOLDER THREADPOOL-SCAN COMPILER
#
# What cannot be read is an error that names the file, with a remedy or a place; what cannot be understood is unknown,
# with a reason; the rest is scanned all the same.

. "$(dirname "$0")/common.sh" "$@"
compiler=$3
source=$here/clients/tiny.cpp
compile() { "$compiler" -std=c++17 -O1 -fPIC -c "$source" "$@"; }
error_says() { expect "an error for $1 that says '$2'" grep -q "^threadpool-scan: .*$1.*: .*$2" "$work/errors"; }
unknown_says() { expect "unknown in $1: $2" grep -q "^  unknown: everything: .*$2" "$work/report"; }
compile -o "$work/tiny.o"

# --- errors: status 2
scan_error() {
  scan 2 "$1"
  error_says "$(basename "$1")" "$2"
}
scan_error "$work/absent" 'No such file or directory'
scan_error "$work" 'is a folder: name the files in it, as .*/\*\.o'
: >"$work/empty"
scan_error "$work/empty" 'is empty: it has 0 bytes'
mkfifo "$work/pipe"
scan_error "$work/pipe" 'is no regular file but a pipe: '
scan_error "$source" 'is no ELF object, program, library or archive'
echo 'INPUT(libother.so)' >"$work/libscript.so"
scan_error "$work/libscript.so" 'is a linker script: name the libraries that it names'
size=$(stat -c %s "$work/tiny.o")
head -c $((size / 2)) "$work/tiny.o" >"$work/half.o"
scan_error "$work/half.o" 'at offset 0x[0-9a-f]*$'
ar rc "$work/tiny.a" "$work/tiny.o"
head -c $((size / 2)) "$work/tiny.a" >"$work/half.a"
scan_error "$work/half.a" 'a member of the archive is cut off, at offset 0x[0-9a-f]*$'
{ cat "$work/tiny.a" && printf 'nothing of an archive'; } >"$work/more.a"
scan_error "$work/more.a" 'the archive cannot be read any further, at offset 0x[0-9a-f]*$'

# A damaged member is named, and the others are scanned.
ar rcS "$work/mixed.a" "$work/half.o" "$work/tiny.o" 2>"$work/log"
scan 2 "$work/mixed.a"
error_says 'mixed.a(half.o)' 'at offset 0x[0-9a-f]*$'
expect "the member tiny.o is scanned" grep -q 'mixed.a(tiny.o): object' "$work/report"
expect "its uses are found" grep -q '^  TPS014' "$work/report"

# A place in an archive is one in the whole file.
offset=$(sed -n 's/.*at offset \(0x[0-9a-f]*\)$/\1/p' "$work/errors")
expect "$offset is behind the start of the member" [ $((offset)) -gt 68 ]

# --- unknown: status 3
scan_unknown() {
  scan 3 "$1"
  unknown_says "$1" "$2"
}
printf '.data\n.quad 0\n' >"$work/data.s"
"$compiler" -m32 -c "$work/data.s" -o "$work/m32.o"
scan_unknown "$work/m32.o" 'machine x86 of 32 bits is not supported'
cp "$work/tiny.o" "$work/machine.o"
printf '\x16\x00' | dd of="$work/machine.o" bs=1 seek=18 conv=notrunc status=none  # e_machine
scan_unknown "$work/machine.o" 's390 is not supported'
ar rcT "$work/thin.a" "$work/tiny.o"
scan_unknown "$work/thin.a" 'thin archive'
ar rc "$work/nested.a" "$work/tiny.a"
scan_unknown "$work/nested.a" 'archive in an archive'
objcopy --only-keep-debug "$work/tiny.o" "$work/symbols" && cp "$work/symbols" "$work/tiny.debug"
scan_unknown "$work/tiny.debug" 'debug information only'
objcopy --strip-all "$work/tiny.o" "$work/no-symbols.o"
scan_unknown "$work/no-symbols.o" 'no symbols'
"$compiler" -shared -nostdlib "$work/tiny.o" -o "$work/tiny.so"
cp "$work/tiny.so" "$work/no-sections.so"
# e_shoff; then e_shnum and e_shstrndx
printf '\0\0\0\0\0\0\0\0' | dd of="$work/no-sections.so" bs=1 seek=40 conv=notrunc status=none
printf '\0\0\0\0' | dd of="$work/no-sections.so" bs=1 seek=60 conv=notrunc status=none
scan_unknown "$work/no-sections.so" 'no section headers'
printf 'text\n' >"$work/text"
ar rc "$work/text.a" "$work/text"
scan_unknown "$work/text.a" 'no ELF object'
if command -v g++ >/dev/null; then
  g++ -std=c++17 -O1 -flto -c "$source" -o "$work/lto.o"
  scan_unknown "$work/lto.o" "GCC's intermediate code"
  g++ -std=c++17 -O1 -fPIC -flto -ffat-lto-objects -c "$source" -o "$work/fat.o"
  check "$here/clients/tiny.expected" "$work/fat.o"
fi
if command -v clang++-16 >/dev/null; then
  clang++-16 -std=c++17 -O1 -flto -c "$source" -o "$work/bitcode.o"
  scan_unknown "$work/bitcode.o" "LLVM's intermediate code"
fi

# --- several files: the status of the most serious one
scan 1 "$work/tiny.o" "$work/thin.a"
expect "both files are reported" [ "$(grep -c '^[^ ].*\.[oa]: ' "$work/report")" -eq 2 ]
scan 2 "$work/tiny.o" "$work/thin.a" "$work/absent"
scan 3 "$work/thin.a" "$work/text.a"

# --- hostile names: nothing that a terminal would obey
printf '.globl _ZTIN10threadpool10ThreadPoolE\n.section "we\033[31mird","aw"\n' >"$work/weird.s"
printf '.quad _ZN10threadpool10ThreadPool12startAWorkerEv\n' >>"$work/weird.s"
"$compiler" -c "$work/weird.s" -o "$work/weird.o"
scan 3 "$work/weird.o"
expect "the section's name is made harmless" grep -qF 'we�[31mird' "$work/report"
expect "no escape reaches the terminal" [ "$(grep -c "$(printf '\033')" "$work/report")" -eq 0 ]

# --- names of any language stay readable
cp "$work/tiny.o" "$work/größe.o"
scan 1 "$work/größe.o"
expect "the file's name as it is" grep -qF "$work/größe.o: object" "$work/report"

# --- hostile symbols: a name that stands for more than fits into memory is not spelled out
name="_Z1fIJiiiiiiiiiiEEv$(printf 'Dp1AIT_%.0s' $(seq 20))EEEEEEEEEEEEEEEEEEEE"
{
  printf '.globl %s\n.type %s,%%function\n%s:\n' "$name" "$name" "$name"
  for _ in $(seq 1000); do echo 'call _ZNK10threadpool10ThreadPool3minEv@PLT'; done
  printf '.size %s, .-%s\n' "$name" "$name"
} >"$work/hostile.s"
"$compiler" -c "$work/hostile.s" -o "$work/hostile.o"
for form in '' --json; do
  status=0
  # shellcheck disable=SC2086 # no word at all where it is empty
  timeout 60 "$tool" $form "$work/hostile.o" >"$work/report" 2>"$work/errors" || status=$?
  expect "it is scanned within a minute, $form" [ "$status" -eq 1 ]
  expect "the name is as it is, $form" grep -qF "$name" "$work/report"
done

# --- other libraries of that name are scanned
for version in 1 3; do
  "$compiler" -shared -nostdlib "$work/tiny.o" -o "$work/libthreadpool.so.$version" "-Wl,-soname,libthreadpool.so.$version"
done
scan 0 "$work/libthreadpool.so.1"
expect "the pool itself" grep -q 'the pool itself' "$work/report"
scan 1 "$work/libthreadpool.so.3"

# --- a relocation for a place outside of its section; the first field of an entry is the place
outside() {
  local section=$1 table
  printf '%s\n%b\n' "$section" "$2" >"$work/outside.s"
  "$compiler" -c "$work/outside.s" -o "$work/outside.o"
  scan 1 "$work/outside.o"
  table=$(readelf -SW "$work/outside.o" | sed 's/^ *\[ *[0-9]*\] *//' | awk -v name=".rela$section" '$1 == name { print $4 }')
  printf '\x00\x10\x00\x00' | dd of="$work/outside.o" bs=1 seek=$((0x$table)) conv=notrunc status=none
  scan_error "$work/outside.o" 'a relocation is for a place outside of its section, at offset 0x[0-9a-f]*$'
}
outside .text 'call _ZNK10threadpool10ThreadPool3minEv@PLT'
outside .data '.quad _ZNK10threadpool10ThreadPool3minEv'

# --- many names for one function, as a linker that folds equal functions makes them, in many tables
awk 'BEGIN {
  print ".type f,%function\nf: ret\n.size f,.-f"
  for (i = 0; i < 30000; ++i) print ".globl f" i "\n.type f" i ",%function\n.set f" i ",f"
  print ".data"
  for (i = 0; i < 3000; ++i)
    print ".quad 0,0,f,f,f,f,f,f,f,f,f,f,f,_ZN10threadpool10ThreadPool17_startSomeWorkersEv,f"
}' >"$work/folded.s"
"$compiler" -c "$work/folded.s" -o "$work/folded.o"
status=0
timeout 60 "$tool" "$work/folded.o" >"$work/report" 2>"$work/errors" || status=$?
expect "folded functions are scanned within a minute" [ "$status" -eq 1 ]
expect "and found" [ "$(grep -c '^  TPS036  ' "$work/report")" -eq 3000 ]

# --- a symbol with a version, as an assembler writes it
printf 'call member@PLT\n.symver member, _ZNK10threadpool10ThreadPool3minEv@THREADPOOL_1\n' >"$work/version.s"
"$compiler" -c "$work/version.s" -o "$work/version.o"
scan 1 "$work/version.o"
expect "the version is no part of the name" grep -q '^  TPS001 ' "$work/report"
finish
