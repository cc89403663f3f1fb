#!/bin/bash
# What the pages say of the tool is what it does: from before.cpp to after.cpp, byte for byte, and no further.

. "$(dirname "$0")/common.sh" "$@"

# pages PATTERN: those whose section about the tool begins so.
pages() { grep -lE "^\*\*$1" "$guide"/TPS*.md | sed -E 's|.*/(TPS[0-9]+)[.]md|\L\1|'; }
read -ra in_place < <(pages 'In place[.]' | xargs)
read -ra review < <(pages 'In place, to be reviewed[.]' | xargs)
read -ra by_hand < <(pages 'By hand[.]' | xargs)
[ $((${#in_place[@]} + ${#review[@]} + ${#by_hand[@]})) -eq "$(find "$guide" -name 'TPS*.md' | wc -l)" ] ||
  complain "there is a page of which it is not clear whether the tool helps"
[ ${#in_place[@]} -ge 9 ] && [ ${#review[@]} -ge 5 ] || complain "hardly a page says that the tool helps"

copy() {
  local name
  for name in "$@"; do cp "$guide/snippets/$name/before.cpp" "$name.cpp"; done
}

# What is safe is written, what is to be reviewed is not.
copy "${in_place[@]}" "${review[@]}"
database c++17 "${in_place[@]/%/.cpp}" "${review[@]/%/.cpp}"
cp -r . ../untouched.$$ && trap 'rm -rf "$work/../untouched.$$"' EXIT
run 0 fix --dry-run
cp out dry.patch
for name in "${in_place[@]}" "${review[@]}"; do
  same "--dry-run left $name as it was" "../untouched.$$/$name.cpp" "$name.cpp"
done
run 0 fix
for name in "${in_place[@]}"; do same "fix of $name" "$guide/snippets/$name/after.cpp" "$name.cpp"; done
for name in "${review[@]}"; do
  same "fix left $name as it was" "$guide/snippets/$name/before.cpp" "$name.cpp"
  has out "${name^^}"
done
mkdir dry
for name in "${in_place[@]}"; do cp "../untouched.$$/$name.cpp" dry; done
(cd dry && patch -s -p1 <../dry.patch) || complain "what --dry-run prints is no patch"
for name in "${in_place[@]}"; do same "--dry-run of $name" "$name.cpp" "dry/$name.cpp"; done

# The rest is a patch, each hunk with its reason.
run 0 fix --review
cp out rest.patch
for name in "${review[@]}"; do
  same "--review left $name as it was" "$guide/snippets/$name/before.cpp" "$name.cpp"
  grep -qE "^@@ .*@@ .*${name^^} [^:]+: [a-zA-Z]" rest.patch || complain "no reason for ${name^^} in the patch"
done
patch -s -p1 <rest.patch || complain "what --review prints is no patch"
for name in "${review[@]}"; do same "patch of $name" "$guide/snippets/$name/after.cpp" "$name.cpp"; done

# A second time there is nothing to do; Cadre's headers need C++20, which the commands do not say.
run 0 report
has out 'no use of a removed member was found'
has err 'compile them with -std=c++20'
stat -c '%n %i %Y' tps*.cpp >before
run 0 fix
stat -c '%n %i %Y' tps*.cpp >after
same "a second fix writes nothing" before after

# By hand is by hand. Of what these programs use besides, one thing is done in place:
# tps027 puts a stop token into the queue, as TPS018 does, before it puts the counter right.
does_more=tps027
copy "${by_hand[@]}"
for name in "${by_hand[@]}"; do
  database c++17 "$name.cpp"
  run 0 fix
  ids_in out | grep -qx "${name^^}" || complain "fix of $name does not list ${name^^}"
  [ "$name" != $does_more ] || { has "$name.cpp" 'cadre::shim::pool_of(pool).shrink(1);' && continue; }
  same "fix left $name as it was" "$guide/snippets/$name/before.cpp" "$name.cpp"
done
finish
