#!/bin/bash
# The packages can be built, and lintian finds nothing in them that is not listed with a reason.
# Usage: build.sh FOLDER BUILD-FOLDER

. "$(dirname "$0")/common.sh" "$@"

for package in dpkg-dev file lintian libclang-19-dev llvm-19-dev; do
  installed "$package" || skip "$package is not installed: apt-get install $package"
done
"$root/scripts/package" --build "$2"
