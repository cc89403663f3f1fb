#!/bin/bash
# store.sh <libthreadpool.so.1> writes ThreadPool.abi.xml: what abidw reads from the library, made by g++ with -g, as one
# translation unit: tests/abi/unchanged in the build folder of the preset dev. From several units abidw keeps, of each
# class, only the functions that one of them defines.
#
# The interface is frozen, so this is for the day when a new g++ or abidw cannot compare with the old file any more.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# File names have to stay: abidiff knows by them which types the header declares, and passes over the others.
abidw --exported-interfaces-only --drop-private-types --headers-dir "$here/../include" --short-locs --no-corpus-path \
  --no-comp-dir-path --no-elf-needed --no-parameter-names --no-write-default-sizes "$1" |
  sed -E "
    # Paths of the machine, and what is the same everywhere or said of the standard library, take half the room.
    s/^ +//
    /filepath='ThreadPool.h'/! s/ filepath='[^']*' line='[0-9]*' column='[0-9]*'//
    s/ visibility='default'//
    s/ is-defined='yes'//" >"$here/ThreadPool.abi.xml"
