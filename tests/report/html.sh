#!/bin/bash
# The page is well-formed, links to the guide, and has nothing from a log as markup.

. "$(dirname "$0")/common.sh" "$@"

well_formed() {
  xmllint --noout --nonet "$1" || complain "$1 is not well-formed"
}

# The number of elements that an expression finds.
count() { xmllint --xpath "count(//*[local-name()='$2'])" "$1"; }

evil='</td><script>alert(1)</script>&"'"'"
{
  text "$evil" 0x1
  text app 0x2
  json 'x<img src=a onerror=b>' 0x3 'path="/<x>"' 'function="<f>"' 'class="C<D&>"' 'id="TPS999"' 'member="<i>"' 'replacement="]]>"'
  json '\uffff\ufffe\u0000\ud83d\ude00' 0x4
  printf 'threadpool: TPS998  <b>\xff\x01</b>   1   1\n'
} >app.log
run 0 app.log --html page.html --guide 'https://example.org/?a=1&b="2"'
well_formed page.html
empty err
has out "TPS008  waiters()"
expect "one script" [ "$(count page.html script)" -eq 1 ]
expect "two tables" [ "$(count page.html table)" -eq 2 ]
for name in img b i f; do expect "no element $name" [ "$(count page.html $name)" -eq 0 ]; done
expect "the guide is linked" [ "$(xmllint --xpath "string(//*[local-name()='a']/@href)" page.html)" = \
  'https://example.org/?a=1&b="2"#tps008' ]
expect "text as it is" [ "$(xmllint --xpath "count(//*[local-name()='td'][contains(., '</td><script>alert(1)</script>&')])" page.html)" -eq 2 ]
rows() { xmllint --xpath "count((//*[local-name()='tbody'])[$1]/*)" page.html; }
expect "a row for each member" [ "$(rows 1)" -eq 3 ]
expect "a row for each place" [ "$(rows 2)" -eq 4 ]

# By calls, then by ID, as the table.
expect "the order of the table" [ "$(xmllint --xpath "string((//*[local-name()='tbody'])[1]/*[1]/*[1])" page.html)" = TPS008 ]

: >empty
run 0 empty --html page.html
well_formed page.html
has page.html "No use of a removed member was found."

# The page is replaced as a whole, and nothing is left beside it.
expect "no other file" [ "$(find . -name 'page.html*' | wc -l)" -eq 1 ]
finish
