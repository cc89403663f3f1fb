#!/bin/bash
# installed_guide.sh SOURCE FOLDER FILE... - lays FILE... of SOURCE out in FOLDER as they are installed. In the pages, a
# link to what is not among them becomes its text: whoever has the installed guide need not have the sources.

set -euo pipefail
source=$1 folder=$2
shift 2

rm -rf "$folder"
mkdir -p "$folder"
cd "$source"
cp --parents -t "$folder" "$@"
cd "$folder"

# Bytes will do, whatever they mean.
export LC_ALL=C
there=$(find . -mindepth 1 -printf '%P\n')
find . -name '*.md' -printf '%P\n' | while read -r page; do
  awk -v page="$page" '
    NR == FNR { there[$0]; next }
    { text = text $0 "\n" }

    # The path of what a link on this page leads to, from the top.
    function path_of(target,   path) {
      sub(/[# ].*/, "", target)
      if (target == "") return page
      path = page
      sub(/[^\/]*$/, "", path)
      path = path target
      while (sub(/[^\/]+\/[.][.]\//, "", path)) {}
      sub(/\/$/, "", path)
      return path
    }
    function is_dead(target) { return target !~ /^[a-z]+:/ && !(path_of(target) in there) }

    function take(count) {
      piece[++pieces] = substr(text, at, count)
      at += count
    }
    function quotes_at(place,   count) {
      while (substr(text, place + count, 1) == "`") ++count
      return count + 0
    }
    # Code, in a line or a block, ends with as many backquotes as it begins with.
    function take_code(   count, end) {
      count = quotes_at(at)
      for (end = at + count; end <= size && quotes_at(end) != count;) end += quotes_at(end) + 1
      take(end <= size ? end + count - at : count)
    }
    function end_text(   begin, target) {
      begin = opened[depth--]
      target = substr(text, at)
      if (!match(target, /^\]\([^)]*\)/) || !is_dead(substr(target, 3, RLENGTH - 3))) {
        take(1)
        return
      }
      at += RLENGTH
      piece[begin] = ""
      if (begin > 1 && piece[begin - 1] == "!") piece[begin - 1] = ""
    }

    END {
      size = length(text)
      for (at = 1; at <= size;) {
        letter = substr(text, at, 1)
        if (letter == "`") take_code()
        else if (letter == "]" && depth > 0) end_text()
        else if (letter == "\\") take(2)
        else {
          take(1)
          if (letter == "[") opened[++depth] = pieces
        }
      }
      for (i = 1; i <= pieces; ++i) printf "%s", piece[i]
    }' <(printf '%s\n' "$there") "$page" >"$page.part"
  mv "$page.part" "$page"
done
