#!/bin/bash
# complete.sh GUIDE REGISTRY-ROWS
#
# Each row of the registry has a page with its front matter and all sections, and both snippets; no page and no
# snippet is without a row; the pages show the snippets that are tested; what they link to exists.

. "$(dirname "$0")/common.sh"
guide=$1 registry_rows=$2

headings='What it was|Why it goes|Before|After|What behaves differently|Risk|'
headings+='Does the tool fix it|In the log|How to silence it'

# First the rows, as registry_rows.cpp prints them; then the files of the guide.
check() {
  awk -F '\t' -v guide="$guide" -v headings="$headings" '
    function complain(text) {
      print "WRONG: " text
      wrong = 1
    }
    function exists(path) {
      while (sub("[^/]+/[.][.]/", "", path)) {}
      return path in files
    }
    function occurrences(text,   i, found) {
      for (i = 1; i <= count; i++) found += lines[i] == text
      return found + 0
    }
    function read_page(   line) {
      count = 0
      while ((getline line <(guide "/" page)) > 0) lines[++count] = line
      close(guide "/" page)
    }

    function check_front_matter(row,   field, i, found) {
      found = lines[1] == "---" && lines[9] == "---"
      for (i = split(row, field, "\t"); i >= 2; i--) found = found && lines[i] == field[i]
      if (!found) complain(page ": its front matter is not that of the registry: " row)
    }
    # What the section about the tool says is what the front matter says.
    function check_fix(   i, said, begins) {
      begins["fix: in-place"] = "**In place"
      begins["fix: move"] = "**Move"
      begins["fix: by-hand"] = "**By hand"
      for (i = 1; i <= count; i++) if (lines[i] == "## Does the tool fix it") said = lines[i + 2]
      if (!(lines[8] in begins)) complain(page ": fix is not in-place, move or by-hand")
      else if (index(said, begins[lines[8]]) != 1) complain(page ": fix and the section about the tool differ")
    }
    function check_sections(   i, found, last, filled) {
      for (i = 1; i <= count; i++) {
        if (lines[i] !~ /^## /) {
          filled = filled || lines[i] != ""
          continue
        }
        if (last && !filled) complain(page ": nothing stands below " last)
        last = lines[i]
        filled = 0
        found = found (found ? "|" : "") substr(last, 4)
      }
      if (!filled) complain(page ": nothing stands below " last)
      if (found != headings) complain(page ": its sections are others: " found)
    }
    function check_shown(marker) {
      if (occurrences("<!-- " marker " -->") != 1) complain(page ": " marker " is not shown, once")
    }
    function check_links(   i, code, text, target) {
      for (i = 1; i <= count; i++) {
        if (lines[i] ~ /^```/) code = !code
        text = lines[i]
        gsub(/`[^`]*`/, "", text)
        while (!code && match(text, /\]\([^)]*\)/)) {
          target = substr(text, RSTART + 2, RLENGTH - 3)
          text = substr(text, RSTART + RLENGTH)
          sub(/#.*/, "", target)
          if (target !~ /^https?:/ && target != "" && !exists(target)) complain(page ": no such file: " target)
        }
      }
    }
    function check_page(name) {
      read_page()
      check_front_matter(rows[name])
      check_fix()
      check_sections()
      check_shown("snippet " name "/before")
      check_shown("snippet " name "/after")
      check_shown("snippet " name "/out")
      check_shown("log")
      if (exists("snippets/" name "/legacy.out")) check_shown("snippet " name "/legacy.out")
      if (exists("snippets/" name "/shim.out")) check_shown("snippet " name "/shim.out")
      check_links()
    }

    function require(path) {
      if (!exists(path)) complain(path " is missing")
      return exists(path)
    }
    # An old program knows the frozen header and nothing newer.
    function check_before(path,   line) {
      while ((getline line <(guide "/" path)) > 0) {
        if (line ~ /cadre\//) complain(path " knows the new library: " line)
      }
      close(guide "/" path)
    }
    function check_row(name) {
      if (require("snippets/" name "/before.cpp")) check_before("snippets/" name "/before.cpp")
      require("snippets/" name "/after.cpp")
      require("snippets/" name "/out")
      page = toupper(name) ".md"
      if (require(page)) check_page(name)
    }
    function check_file(path,   part) {
      if (path ~ /^TPS.*[.]md$/ && !(tolower(substr(path, 1, length(path) - 3)) in rows))
        complain(path " has no row in the registry")
      if (path !~ /^snippets\/tps/) return
      split(path, part, "/")
      if (!(part[2] in rows)) complain(path " has no row in the registry")
      if (part[3] !~ /^((before|after)[.]cpp|((legacy|shim)[.])?out)$/) complain(path " belongs to nothing")
    }

    NR == FNR { rows[$1] = $0; next }
    { files[$0] }
    END {
      for (name in rows) ++known
      if (known < 37) complain("the registry has but " known + 0 " rows")
      for (name in rows) check_row(name)
      for (path in files) check_file(path)
      exit wrong
    }' <("$registry_rows") <(cd "$guide" && find . -type f -size +0 -printf '%P\n')
}

check || wrong=1
"$guide/snippets/sync" "$guide" || complain "the pages do not show their snippets"
exit $wrong
