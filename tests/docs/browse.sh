#!/bin/bash
# browse.sh SITE - what a browser must find in the site that scripts/docs has built: see browse.py.

set -euo pipefail
exec "$(dirname "$0")/browse.py" "$1" --limit 1500 --front --find \
  'blocking_call=reference/core/blocking_call.html' \
  'TPS003=migration-guide/TPS003.html' \
  'lower maximum=migration-guide/differences.html'
