#!/bin/bash
# can_fail.sh FOLDER - browse.py complains about each thing that it is there for, and about nothing else.
# Exits with 77 if there is no browser.

set -euo pipefail
work=$1
here=$(cd "$(dirname "$0")" && pwd)
wrong=0

complain() {
  printf 'WRONG: %s\n' "$*"
  wrong=1
}

# page SITE/NAME BODY
page() {
  printf '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>%s</title>\n' "$1" >"$work/$1.html"
  printf '<link rel="icon" href="data:,"></head>\n<body>%s</body></html>\n' "$2" >>"$work/$1.html"
}

# browse EXPECTED-STATUS ARGUMENT...: what it says is in "$said".
browse() {
  local expected=$1 status=0
  shift
  said=$("$here/browse.py" "$@" 2>&1) || status=$?
  [ $status -eq 77 ] && {
    printf '%s\n' "$said"
    exit 77
  }
  [ $status -eq "$expected" ] || complain "exit status $status instead of $expected for: $*"$'\n'"$said"
}

says() { grep -qF -- "$1" <<<"$said" || complain "nothing is said of: $1"$'\n'"$said"; }

rm -rf "$work"
mkdir -p "$work/good" "$work/bad"

page good/index '<p id="top"><a href="other.html#here">other</a> <a href="#top">top</a>
  <a href="https://example.org">far</a>'
page good/other '<p id="here"><a href="./">back</a>'
page good/search '<div id="search-results"><ul><li><a href="other.html">other</a></ul></div>'
page bad/index '<p id="top">nothing here can be switched'
page bad/search '<div id="search-results"></div>'
page bad/dead_link '<a href="gone.html">gone</a>'
page bad/dead_anchor '<a href="index.html#gone">gone</a>'
page bad/out '<a href="file:///etc/hostname">out</a>'
page bad/console '<script>console.error("said on purpose")</script>'
page bad/thrown '<script>throw new Error("thrown on purpose")</script>'
page bad/missing '<img src="gone.png" alt="">'
page bad/foreign '<img src="http://cadre.example/picture.png" alt="">'
page bad/wide '<div style="width: 361px">wide</div>'
page bad/twice '<p id="one">1<p id="one">2'
page bad/pale '<p style="color: #999">pale'
page bad/dim '<style>@media (prefers-color-scheme: dark) { body { background: black; color: #444 } }</style><p>dim'

browse 0 "$work/good" --find word=other.html
says '3 pages, 5 links, 0 complaints'

browse 1 "$work/bad" --front --find word=index.html
says 'dead_link.html: dead link: gone.html'
says 'dead_anchor.html: dead anchor: index.html#gone'
says 'out.html: leads out of the site: file:///etc/hostname'
says 'said on purpose'
says 'thrown on purpose'
says 'missing.html: a request failed: 404 for'
says 'foreign.html: asks for http://cadre.example/picture.png'
says 'wide.html: scrolls sideways: '
says 'twice.html: has the ID one more than once'
says 'pale.html: too little contrast, light: '
says 'dim.html: too little contrast, dark: '
says 'search.html: does not find index.html for word'
says 'index.html: the theme cannot be switched'
says 'index.html: the menu does not open'
for page in index search; do
  if grep -E "^$page.html: " <<<"$said" | grep -vqE 'does not find|cannot be switched|does not open'; then
    complain "more than there is, of $page.html"
  fi
done

browse 1 "$work/good" --limit 1 --find nothing=there.html
says 'not done within 1 s'
browse 2 "$work"
says 'it has no index.html'
browse 2 "$work/good" --find word
says '--find takes WORD=PAGE'
exit $wrong
