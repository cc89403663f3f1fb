#!/bin/bash
# The ratchet: new and stale entries fail, an update only shrinks, growth needs a reason and is written down.

. "$(dirname "$0")/common.sh" "$@"

# use FUNCTION [KEY=VALUE...]
use() {
  local function=$1
  shift
  json app "0x$(printf %s "$function" | cksum | cut -d ' ' -f 1)" "function=\"$function\"" "$@"
}

# The same text in the same file: it was not even written anew.
keep() {
  cp baseline.json before.json
  file=$(stat -c %i baseline.json)
}
unchanged() {
  cmp -s baseline.json before.json || complain "the baseline was changed"
  [ "$(stat -c %i baseline.json)" = "$file" ] || complain "the baseline was written"
}
entries() { grep -c '"id":' baseline.json || true; }

{ use f; use g; } >two.jsonl
use f >one.jsonl
{ use f; use g; use h 'id="TPS002"'; } >three.jsonl

# It has to be made, with a reason.
run 2 --baseline baseline.json two.jsonl
has err "there is no baseline.json: --baseline=baseline.json --update --allow-growth=REASON makes it"
run 2 --baseline baseline.json --update two.jsonl
has err "there is no baseline.json"
expect "it was not made" [ ! -e baseline.json ]
run 0 --baseline baseline.json --update --allow-growth='first run, "TICKET-1"' two.jsonl
has err "baseline.json: 0 taken out, 2 taken in"
sed -i 's/"date":"[0-9]\{4\}-[0-9][0-9]-[0-9][0-9]"/"date":"DAY"/' baseline.json
same baseline.json <<'END'
{
 "schema": "threadpool-baseline/1",
 "entries": [
  {"id":"TPS008","module":"app","function":"f"},
  {"id":"TPS008","module":"app","function":"g"}],
 "growth": [
  {"date":"DAY","reason":"first run, \"TICKET-1\"","added":2}]
}
END

# The same uses are fine, wherever in the function they are and however often.
run 0 --baseline baseline.json two.jsonl
empty err
use f offset='"0x7777"' calls=900 >>two.jsonl
run 0 --baseline baseline.json two.jsonl
empty err

keep
run 1 --baseline baseline.json three.jsonl --guide /the/guide
same err <<'END'
new: TPS002 max() in app, h: use cadre::shim::pool_of(pool).limits().max — see /the/guide#tps002; to accept it for now: --update --allow-growth=REASON
threadpool-report: baseline.json: 1 new, 0 stale: the ratchet failed
END
has out "TPS002  max()"
unchanged

run 1 --baseline baseline.json one.jsonl
same err <<'END'
stale: TPS008 waiters() in app, g: the baseline has it and the logs do not; to take it out: --update
threadpool-report: baseline.json: 0 new, 1 stale: the ratchet failed
END
unchanged

# Both at once. Refused as a whole: not even what is stale goes.
{ use f; use h 'id="TPS002"'; } >moved.jsonl
run 1 --baseline baseline.json moved.jsonl
has err "1 new, 1 stale"
run 1 --baseline baseline.json --update moved.jsonl
has err "new: TPS002 max() in app, h"
lacks err "stale:"
has err "baseline.json stays as it was: it may only become smaller"
unchanged

# With standard output as JSON, nothing of the ratchet is in it.
run 1 --json --baseline baseline.json moved.jsonl
expect "JSON alone" [ "$(head -c 1 out)$(tail -c 2 out)" = '{}' ]

run 0 --baseline baseline.json --update one.jsonl
has err "baseline.json: 1 taken out, 0 taken in"
expect "one entry is left" [ "$(entries)" -eq 1 ]
has baseline.json TICKET-1
run 0 --baseline baseline.json one.jsonl

# What has gone does not come back by itself.
run 1 --baseline baseline.json two.jsonl
run 0 --baseline baseline.json --update --allow-growth=TICKET-2 three.jsonl
expect "three entries" [ "$(entries)" -eq 3 ]
has baseline.json '"reason":"TICKET-2","added":2}'
run 0 --baseline baseline.json three.jsonl

# A reason without growth is not written down, and a file that stays the same is not written.
keep
run 0 --baseline baseline.json --update --allow-growth=TICKET-3 three.jsonl
unchanged

# Too little was read to take anything out.
{ use f; use g | head -c 100; echo; } >damaged.jsonl
run 2 --baseline baseline.json --update damaged.jsonl
has err "baseline.json stays as it was: not all of the logs could be read"
unchanged
run 2 --baseline baseline.json --update one.jsonl none.jsonl
unchanged
run 2 --baseline baseline.json --update - <.
unchanged
run 2 --baseline baseline.json --update - 0>write-only
unchanged
# What is new is so all the same; what seems to be stale may be in what was not read.
{ cat damaged.jsonl; use k; } >more.jsonl
run 2 --baseline baseline.json more.jsonl
has err "new: TPS008 waiters() in app, k"
lacks err "stale: TPS"
has err "baseline.json: 1 new; what is stale is not known: not all of the logs could be read"

# Hidden modules are not there for the ratchet.
{ cat three.jsonl; json libvendor.so 0x1; } >vendor.jsonl
run 1 --baseline baseline.json vendor.jsonl
has err "new: TPS008 waiters() in libvendor.so"
run 0 --baseline baseline.json --ignore-module 'libvendor*' vendor.jsonl
has out "hidden by --ignore-module: 1 place in libvendor.so"
run 1 --baseline baseline.json --ignore-module app vendor.jsonl
has err "1 new, 3 stale"

# Classes of overrides, and words, where the function is not known.
{
  json app 0x0 'id="TPS033"' 'kind="overridden"' 'member="startAWorker()"' 'class="Pool<int>"' calls=0
  text words 0x77
} >other.log
run 0 --baseline other.json --update --allow-growth=x other.log
has other.json '{"id":"TPS008","module":"words","function":""}'
has other.json '{"id":"TPS033","module":"app","function":"Pool<int>"}'
text words 0x99 >>other.log
run 0 --baseline other.json other.log

# The function is looked up in the program, if it is still the same one.
read -r build_id drawing drawing_at inner inner_at _ < <("$caller")
lost=("path=\"$caller\"" "build_id=\"$build_id\"")
{ json report_caller "$drawing_at" "${lost[@]}"; json report_caller "$inner_at" "${lost[@]}"; } >lost.jsonl
run 0 --baseline lost.json --update --allow-growth=x lost.jsonl
has lost.json "{\"id\":\"TPS008\",\"module\":\"report_caller\",\"function\":\"$drawing\"}"
has lost.json "{\"id\":\"TPS008\",\"module\":\"report_caller\",\"function\":\"$inner\"}"
: >empty
run 1 --baseline lost.json empty
has err "stale: TPS008 waiters() in report_caller, app::draw(int): "
has err "stale: TPS008 waiters() in report_caller, app::(anonymous namespace)::inner(int): "
sed 's/"build_id":"[0-9a-f]*"/"build_id":"00"/' lost.jsonl >rebuilt.jsonl
run 1 --baseline lost.json rebuilt.jsonl
has err "new: TPS008 waiters() in report_caller: "

# What is no baseline.
for text in '' '{' '[]' '{"schema":"threadpool-baseline/9","entries":[],"growth":[]}'; do
  printf %s "$text" >bad.json
  run 2 --baseline bad.json one.jsonl
  has err "cannot read bad.json: it"
  run 2 --baseline bad.json --update --allow-growth=x one.jsonl
  expect "a bad file is not replaced: $text" [ "$(cat bad.json)" = "$text" ]
done
printf '{\n "schema": "x",\n<<<<<<< ours\n' >bad.json
run 2 --baseline bad.json one.jsonl
has err "it is no JSON: see byte 18"
printf '{"schema":"threadpool-baseline/1","entries":[],"growth":[{"date":"","reason":"","added":1e999}]}' >bad.json
run 2 --baseline bad.json one.jsonl
has err "cannot read bad.json: it is no baseline: "
has err "1e999"
run 2 --baseline . one.jsonl
has err "cannot read ."
expect "nothing is left behind" [ -z "$(find . -name '*.json.*')" ]
finish
