#!/bin/bash
# stored_is_whole.sh <stored ABI> <symbol list>
#
# Fails unless the stored ABI has a declaration of each function in the list. abidw forgets those of a class that the
# file first met does not define, and abidiff says nothing of what is missing on the first side. Of constructors and
# destructors it keeps one of several names; tables of virtual functions and type information are in the classes.

set -euo pipefail
stored=$1 symbols=$2

missing=$(grep '^_Z' "$symbols" | grep -vE '^_ZT|[CD][0-2]E' | while read -r name; do
  grep -qF "elf-symbol-id='$name@" "$stored" || echo "$name"
done)
if [ -n "$missing" ]; then
  printf '%s\n' "$missing"
  echo "$(basename "$stored") has no declaration of these: store it again, from a library that is compiled in one piece"
  exit 1
fi
