# shellcheck shell=bash
# What the scripts share. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
me=$(basename "$0")
script=$(cd "$(dirname "$0")" && pwd)/$me

say() { printf '%s\n' "$*"; }
heading() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s: %s\n' "$me" "$*" >&2
  exit 1
}
bad_usage() {
  printf '%s: %s; see %s --help\n' "$me" "$*" "$me" >&2
  exit 2
}

# The text between the first line and the first line without '#' is the script's help.
show_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$script"; }

processors() { nproc 2>/dev/null || echo 1; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The files of the repository, new ones included; without git, what lies in the folder.
repository_files() {
  if git -C "$root" rev-parse --git-dir >/dev/null 2>&1; then
    (cd "$root" && git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do
      if [ -f "$file" ]; then printf '%s\n' "$file"; fi
    done)
  else
    local pattern
    [ $# -gt 0 ] || set -- "*"
    for pattern in "$@"; do
      (cd "$root" && find . \( -path ./build -o -path ./.git \) -prune -o -type f -path "*${pattern#\*}" -print | sed 's|^\./||')
    done | sort -u
  fi
}
