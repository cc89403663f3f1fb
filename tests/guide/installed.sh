#!/bin/bash
# installed.sh FOLDER BUILD CMAKE SOURCE
#
# The guide as it is installed: each link in it leads to a file that is installed as well, and to an anchor there. All
# else is what the pages of the sources say, and a link that is not dead stays one.

. "$(dirname "$0")/common.sh"
work=$1 build=$2 cmake=$3 source=$4
links=$source/scripts/checks/links
rm -rf "$work"
mkdir -p "$work"

"$cmake" --install "$build" --component doc --prefix "$work/prefix" >"$work/log"
page=$(find "$work/prefix" -path '*/migration-guide/README.md')
[ -n "$page" ] || {
  complain "no guide is installed"
  exit 1
}
doc=${page%/migration-guide/README.md}
"$links" "$doc" || complain "there are dead links in what is installed"

# The pages with the text of each link alone; it may go on in the next line.
without_links() { tr '\n' '\f' <"$1" | sed -E 's/!?\[([^][]*)\]\([^)]*\)/\1/g' | tr '\f' '\n'; }
link_count() { { grep -oE '\]\([^)]*\)' "$1" || true; } | wc -l; }

here=0 there=0 pages=0
while read -r name; do
  [ -f "$doc/$name" ] || {
    complain "$name is not installed"
    continue
  }
  without_links "$source/$name" >"$work/source"
  without_links "$doc/$name" >"$work/installed"
  same "$name: it says something else" "$work/source" "$work/installed"
  pages=$((pages + 1))
  there=$((there + $(link_count "$source/$name")))
  here=$((here + $(link_count "$doc/$name")))
done < <(cd "$source" && find README.md CHANGELOG.md migration-guide -name '*.md')
printf '%s pages, %s links of %s\n' $pages $here $there
if [ $here -lt 300 ] || [ $here -ge $there ]; then complain "these are too few, or too many"; fi

# What the programs of the guide include is there, and what they print.
for name in examples/legacy-app/walk.hpp examples/wild/connection_per_thread.patch snippets/tps008/out; do
  [ -f "$doc/migration-guide/$name" ] || complain "migration-guide/$name is not installed"
done

# The pieces that are not read as links, and those that are.
mkdir "$work/pages" "$work/pages/more"
cat >"$work/pages/first.md" <<'END'
# First
[kept](more/second.md#second) [dead](gone.md) [`dead_code`](../gone.hpp#L1) ![a picture](gone.svg)
[over
lines](more/gone.md), [far](https://example.org/gone), [here](#first), [folder](more/), a [bracket], \[no](gone.md)
`[code](gone.md)` and ``[`code`](gone.md)``, [both `]`](gone.md)
```sh
[block](gone.md)
```
END
cat >"$work/wanted" <<'END'
# First
[kept](more/second.md#second) dead `dead_code` a picture
over
lines, [far](https://example.org/gone), [here](#first), [folder](more/), a [bracket], \[no](gone.md)
`[code](gone.md)` and ``[`code`](gone.md)``, both `]`
```sh
[block](gone.md)
```
END
printf '# Second\n[up](../first.md) [out](../../first.md)\n' >"$work/pages/more/second.md"
"$source/scripts/cmake/installed_guide.sh" "$work/pages" "$work/laid" first.md more/second.md
same "a page with links of all kinds" "$work/wanted" "$work/laid/first.md"
same "a page below it" <(printf '# Second\n[up](../first.md) out\n') "$work/laid/more/second.md"

# The check of links sees what is dead here.
if "$links" "$work/pages" >"$work/said"; then complain "the check of links finds nothing"; fi
for dead in 'first.md:2: no such file: gone.md' 'more/second.md:2: no such file: ../../first.md'; do
  grep -qxF "$dead" "$work/said" || complain "the check of links does not find: $dead"
done
exit $wrong
