#!/bin/bash
# The table and the JSON, for a log of every form, against what they should be to the letter.

. "$(dirname "$0")/common.sh" "$@"

{
  echo "a program's own line"
  text legacy-app 0x1a2b
  text libreader.so 0x10
  echo "threadpool: TPS033 startAWorker() is overridden by CountingPool in legacy-app, which was not relinked, but is never" \
    "called since 2.0: use cadre::shim::pool_of(pool).set_thread_hooks — see $guide#tps033"
  echo "threadpool: TPS999 spin() is removed since 4.0 (called from legacy-app+0x1): use something — see $guide#tps999"
  echo "threadpool: removed members in use — see $guide"
  echo "threadpool: id      member                        calls  sites"
  echo "threadpool: TPS008  waiters()                        17      2"
  echo "threadpool: TPS033  startAWorker() override           0      1"
  echo "threadpool: TPS999  spin()                            1      1"
} >app.log
{
  json app 0x5 'id="TPS002"' 'member="max()"' calls=3
  json app 0x5 'id="TPS002"' 'member="max()"' calls=40 'event="total"'
  json app 0x9 'id="TPS028"' 'kind="dead"' 'member="q().get()"' process=2
} >app.jsonl

run 0 app.log app.jsonl
same out <<'END'
id      member                   sites  calls  modules                   replacement
TPS002  max()                        1     40  app                       cadre::shim::pool_of(pool).limits().max
TPS008  waiters()                    2     17  legacy-app, libreader.so  cadre::shim::pool_of(pool).statistics().idle
TPS028  q().get()                    1      1  app                       nothing: jobs are the pool's to take
TPS999  spin()                       1      1  legacy-app                something
TPS033  startAWorker() override      1      0  legacy-app                cadre::shim::pool_of(pool).set_thread_hooks
note: TPS999 is not known to this version of threadpool-report: a newer library wrote the log
END
empty err

run 0 --ignore-module 'lib*' --ignore-module app app.log app.jsonl
same out <<'END'
id      member                   sites  calls  modules     replacement
TPS008  waiters()                    1     17  legacy-app  cadre::shim::pool_of(pool).statistics().idle
TPS999  spin()                       1      1  legacy-app  something
TPS033  startAWorker() override      1      0  legacy-app  cadre::shim::pool_of(pool).set_thread_hooks
note: TPS999 is not known to this version of threadpool-report: a newer library wrote the log
note: hidden by --ignore-module: 3 places in app, libreader.so
END

json 'lib\u001b[31mred' 0x1 'function="_ZN3app4drawEv"' 'path="/x/y"' 'build_id="9f"' 'vintage="legacy"' >one.jsonl
run 0 --json one.jsonl
same out <<'END'
{
 "schema": "threadpool-report/1",
 "members": [
  {
   "id": "TPS008",
   "member": "waiters()",
   "known": true,
   "sites": 1,
   "calls": 1,
   "modules": [
    "lib�[31mred"
   ],
   "replacement": "cadre::shim::pool_of(pool).statistics().idle",
   "places": [
    {
     "module": "lib�[31mred",
     "path": "/x/y",
     "build_id": "9f",
     "offset": "0x1",
     "function": "_ZN3app4drawEv",
     "class": "",
     "not_relinked": true,
     "calls": 1
    }
   ]
  }
 ],
 "hidden": {
  "places": 0,
  "modules": []
 },
 "damaged_lines": 0
}
END
finish
