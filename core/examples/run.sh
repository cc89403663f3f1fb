#!/bin/bash
# run.sh EXAMPLE EXPECTED: fails unless the example ends well and prints that.

set -euo pipefail
example=$1 expected=$2
printed=$("$example") || {
  printf '%s ended with status %s\n' "$example" "$?"
  exit 1
}
diff "$expected" - <<<"$printed"
