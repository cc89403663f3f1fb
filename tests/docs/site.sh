#!/bin/bash
# site.sh SITE - the guide and the reference become a site without a warning, and a browser finds nothing wrong with it.
# Exits with 77 if the packages that make it are missing, or the browser; see scripts/setup docs.

set -euo pipefail
site=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$(dirname "$site")"
errors=$site.errors

status=0
"$here/../../scripts/docs" "$site" 2>"$errors" || status=$?
cat "$errors"
if grep -q '^docs: packages are missing: ' "$errors"; then exit 77; fi
[ $status -eq 0 ] || exit 1
"$here/browse.sh" "$site"
