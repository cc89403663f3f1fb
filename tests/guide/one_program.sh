#!/bin/bash
# one_program.sh OUTPUT SNIPPET...
#
# Writes a program that holds all snippets, each in a namespace that is called as its folder, and runs the one whose
# name it is given. The headers, which take longest to compile, are then read once. What this cannot show, that each
# snippet is a whole program by itself, alone.sh shows.

set -euo pipefail
output=$1
shift

name_of() { basename "$(dirname "$1")"; }

snippet() {
  local name
  name=$(name_of "$1")
  grep -qx 'int main() {' "$1" || {
    printf '%s: there is no line "int main() {"\n' "$1" >&2
    return 1
  }
  printf '\nnamespace %s {\n#line 1 "%s"\n' "$name" "$1"
  sed -e 's/^#include .*//' -e 's/^int main() {$/void run() {/' "$1"
  printf '}  // namespace %s\n' "$name"
}

main() {
  printf '\nint main(int count, char** arguments) {\n  const std::string_view name = count == 2 ? arguments[1] : "";\n'
  local file
  for file in "$@"; do
    name=$(name_of "$file")
    printf '  if (name == "%s") return %s::run(), 0;\n' "$name" "$name"
  done
  printf '  return 2;\n}\n'
}

{
  grep -h '^#include ' "$@" | sort -u
  printf '#include <string_view>\n'
  for file in "$@"; do snippet "$file"; done
  main "$@"
} >"$output.part"
mv "$output.part" "$output"
