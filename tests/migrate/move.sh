#!/bin/bash
# fix --move: the type becomes cadre::pool where nothing else is left to do; the rest is a patch with reasons, or by hand.

. "$(dirname "$0")/common.sh" "$@"

# moved NAME: standard input has lines, "before => after" or one that stays, of a function in which `pool` is started
# below what stands first and stopped at the end.
moved() {
  local name=$1
  cat >lines
  {
    printf '#include <atomic>\n\n#include "threadpool/ThreadPool.h"\n\nvoid use() {\n  std::atomic<int> done{0};\n'
    sed -E 's/ => .*//' lines
    printf '  pool.stop();\n}\n'
  } >"$name.cpp"
  {
    printf '#include <atomic>\n\n#include "cadre/pool.hpp"\n\nvoid use() {\n  std::atomic<int> done{0};\n'
    sed -E -e 's/^( *).* => /\1/' -e '/^ *$/d' lines
    printf '  pool.stop();\n}\n'
  } >"$name.wanted"
  database c++20 "$name.cpp"
  run 0 fix --move
  same "$name" "$name.wanted" "$name.cpp"
  has out "$name.cpp: moved, "
  "$compiler" -I"$root/core/include" -std=c++20 -fsyntax-only "$name.cpp" 2>err ||
    { complain "$name does not compile with the core alone"; head -n 5 err; }
  run 0 fix --move
  has out '0 files moved, 0 left'
  same "$name, again" "$name.wanted" "$name.cpp"
}

# What is sure: what is submitted cannot throw, the pool works at once, nobody else has it, and nothing follows its stop.
moved sure <<'E2'
  const int many = 8;
  threadpool::ThreadPool pool(2, many, "jobs"); => cadre::pool pool({.limits = {2, many}, .name = "jobs"});
  pool.adjustPoolsize(1, 4); => pool.set_limits({1, 4});
  pool.start(); => 
  pool.callInThread([&done] { ++done; }); => pool.submit([&done] { ++done; });
  for (int i = 0; i < 3; ++i) pool.callInThread([&done]() noexcept { done += 2; }); => for (int i = 0; i < 3; ++i) pool.submit([&done]() noexcept { done += 2; });
E2
moved quiet <<'E2'
  threadpool::ThreadPool pool(1, 2); => cadre::pool pool({.limits = {1, 2}});
  const int many = 2;
  std::atomic<int> more{many};
  pool.start(); => 
  pool.callInThread([&done, &more] { for (int each : {1, 2}) done += each + more; }); => pool.submit([&done, &more] { for (int each : {1, 2}) done += each + more; });
E2
moved defaults <<'E2'
  threadpool::ThreadPool pool; => cadre::pool pool({.limits = {5, 20}});
  pool.start(); => 
  ++done;
E2
moved braces <<'E2'
  threadpool::ThreadPool pool{1}; => cadre::pool pool{{.limits = {1, 20}}};
  threadpool::ThreadPool none{}; => cadre::pool none{{.limits = {5, 20}}};
  none.start(); => 
  pool.start(); => 
  ++done;
E2

# The chapter shows this, and what comes of it.
chapter=$guide/snippets/chapters/move
cp "$chapter/before.cpp" chapter.cpp
database c++17 chapter.cpp
run 0 fix --move --dry-run
cp out dry.patch
same "--dry-run left the chapter's program" "$chapter/before.cpp" chapter.cpp
run 0 fix --move
same "the chapter's program" "$chapter/after.cpp" chapter.cpp
cp "$chapter/before.cpp" chapter.cpp
patch -s -p1 <dry.patch || complain "what --dry-run prints is no patch"
same "--dry-run of the chapter's program" "$chapter/after.cpp" chapter.cpp

# What is not sure stays, and is a patch whose heads say why.
cat >review.cpp <<'E2'
#include <iostream>
#include <memory>
#include <optional>

#include "cadre/shim/pool_of.hpp"
#include "threadpool/ThreadPool.h"

using threadpool::ThreadPool;

struct Site {
  void open() { pool.start(); }
  void page(int number) {
    pool.callInThread([](int one, int two) { std::cout << one + two; }, number, 2);
  }
  ThreadPool pool{1, 3, "site"};
  threadpool::ThreadPool spare;
};

void grow(ThreadPool& pool, const std::unique_ptr<ThreadPool>& other, int most) {
  pool.adjustPoolsize(std::nullopt, 4);
  other->adjustPoolsize(2);
  pool.adjustPoolsize(1, most);
  std::cout << cadre::shim::pool_of(pool).statistics().idle << cadre::shim::pool_of(*other).name();
  const auto& core = cadre::shim::pool_of(*other);
  std::cout << core.limits().min << cadre::shim::pool_of((*other)).limits().max;
}

int main() {
  auto* const made = new threadpool::ThreadPool(2, 4);
  made->start();
  ThreadPool never(1, 1);
  never.callInThread([] {});
}
E2
cat >wanted <<'E2'
#include <cstddef>
#include <iostream>
#include <memory>
#include <optional>

#include "cadre/bound_call.hpp"
#include "cadre/pool.hpp"

using ThreadPool = cadre::pool;

struct Site {
  void open() { }
  void page(int number) {
    pool.submit(cadre::bound_call([](int one, int two) { std::cout << one + two; }, number, 2));
  }
  ThreadPool pool{{.limits = {1, 3}, .name = "site"}};
  cadre::pool spare{{.limits = {5, 20}}};
};

void grow(ThreadPool& pool, const std::unique_ptr<ThreadPool>& other, int most) {
  pool.set_limits({pool.limits().min, 4});
  other->set_limits({2, other->limits().max});
  pool.set_limits({1, static_cast<std::size_t>(most)});
  std::cout << pool.statistics().idle << other->name();
  const auto& core = *other;
  std::cout << core.limits().min << (*other).limits().max;
}

int main() {
  auto* const made = new cadre::pool({.limits = {2, 4}});
  ThreadPool never({.limits = {1, 1}});
  never.submit([] {});
}
E2
cp review.cpp before
database c++20 review.cpp
run 0 fix --move
same "what is not sure stays" before review.cpp
has out 'review.cpp:11:22: start(): in place, to be reviewed (the pool works from where it is made, and there is no second start); see chapters/move.md'
has out 'callInThread(): in place, to be reviewed (what it throws is no longer logged; pool_options::errors gets it; after stop it throws already_quit)'
has out 'adjustPoolsize(): in place, to be reviewed (another thread may resize between the two steps; after stop it throws already_quit)'
has out 'adjustPoolsize(): in place, to be reviewed (a negative number would become a very large one; after stop it throws already_quit)'
has out 'review.cpp:31:14: ThreadPool(): in place, to be reviewed (it is never started, and works in the core from where it is made)'
has out '0 files moved, 1 left: `fix --move --review` shows what to do at 20 of 20 places in them'
run 0 fix --move --review
empty err
cp out rest.patch
patch -s -p1 <rest.patch || complain "what --review prints is no patch"
same "what is to be reviewed" wanted review.cpp
"$compiler" -I"$root/core/include" -std=c++20 -fsyntax-only review.cpp 2>err ||
  { complain "what is to be reviewed does not compile with the core alone"; head -n 5 err; }

# What is not sure of one pool: each of these keeps the file as it is.
stays() {
  local reason=$1
  {
    printf '#include <atomic>\n#include <memory>\n#include <optional>\n#include <string>\n\n'
    printf '#include "threadpool/ThreadPool.h"\n\n'
    printf 'void use(threadpool::ThreadPool& other, int number) {\n  std::atomic<int> done{0};\n  (void)number;\n'
    printf '  threadpool::ThreadPool pool(1, 2);\n'
    cat
    printf '}\nvoid other(threadpool::ThreadPool&);\n'
  } >stays.cpp
  cp stays.cpp before
  database c++20 stays.cpp
  run 0 fix --move
  same "it stays, for: $reason" before stays.cpp
  has out "$reason"
}
throws='what it throws is no longer logged'
refuses='after stop it throws already_quit'
stays "$throws" <<<'  pool.start(); pool.callInThread([] { throw 1; }); pool.stop();'
stays "$throws" <<<'  pool.start(); pool.callInThread([&] { std::string(99, number); }); pool.stop();'
stays "$throws" <<<'  pool.start(); pool.callInThread([&] { delete new int(number); }); pool.stop();'
stays "$throws" <<'E2'
  struct odd { bool operator==(const odd&) const { throw 1; } };
  pool.start(); pool.callInThread([] { (void)(odd{} != odd{}); }); pool.stop();
E2
stays "$throws" <<'E2'
  struct range { int* begin() { throw 1; } int* end() noexcept { return nullptr; } };
  pool.start(); pool.callInThread([] { range all; for (int each : all) (void)each; }); pool.stop();
E2
stays "$throws" <<'E2'
  struct guard { ~guard() noexcept(false) { throw 1; } };
  pool.start(); pool.callInThread([] { guard here; }); pool.stop();
E2
stays "$throws" <<'E2'
  struct guard { ~guard() noexcept(false) { throw 1; } };
  pool.start(); pool.callInThread([]() noexcept { return guard{}; }); pool.stop();
E2
stays "$throws" <<'E2'
  struct record { int number = [] { throw 1; return 2; }(); };
  pool.start(); pool.callInThread([] { record{}; }); pool.stop();
E2
stays "$throws" <<'E2'
  struct job { job(void (*)(), int) {} void operator()() { throw 1; } };
  pool.start(); pool.callInThread(job([] {}, 5)); pool.stop();
E2
stays "$throws" <<<'  pool.start(); pool.callInThread([](std::string) noexcept {}, "text"); pool.stop();'
stays "$throws" <<<'  pool.start(); pool.callInThread([](int = [] { throw 1; return 2; }()) noexcept {}); pool.stop();'
stays "$throws" <<<'  const auto job = [] {}; pool.start(); pool.callInThread(job); pool.stop();'
stays "$refuses" <<<'  pool.start(); pool.stop(); pool.callInThread([&] { ++done; });'
stays "$refuses" <<<'  pool.start(); if (number > 0) pool.stop(); pool.callInThread([&] { ++done; });'
stays "$refuses" <<<'  pool.start(); pool.callInThread([&]() noexcept { pool.callInThread([&] { ++done; }); }); pool.stop();'
stays "$refuses" <<<'  pool.start(); auto& same = pool; pool.callInThread([&] { ++done; }); same.stop();'
stays "$refuses" <<<'  pool.start(); other.adjustPoolsize(1, 2); pool.stop();'
stays 'no second start' <<<'  pool.callInThread([&] { ++done; }); pool.start(); pool.stop();'
stays 'no second start' <<<'  if (number > 0) pool.start(); pool.callInThread([&] { ++done; }); pool.stop();'
stays 'no second start' <<<'  pool.start(); pool.stop(); pool.start(); pool.stop();'
stays 'no second start' <<<'  again: ++number; pool.start(); pool.stop(); if (number < 3) goto again;'
stays 'no second start' <<<'  int detach(); detach(); pool.start(); pool.stop();'
stays 'stop keeps jobs that no thread may run' <<<'  pool.start(); pool.adjustPoolsize(0, 0); pool.stop();'
stays 'stop keeps jobs that no thread may run' <<<'  pool.start(); threadpool::ThreadPool none(0, 0); none.start(); pool.stop();'
stays 'a number of threads is negative' <<<'  pool.start(); pool.adjustPoolsize(-1, 2); pool.stop();'
stays 'it changes nothing' <<<'  pool.start(); pool.adjustPoolsize(); pool.stop();'
stays 'known at run time only' <<<'  pool.start(); std::optional<int> size; pool.adjustPoolsize(size, 2); pool.stop();'
stays 'a callback becomes a future' <<<'  pool.start(); pool.callInThreadWithCallback([](bool, threadpool::Result) {}, [] {}); pool.stop();'
stays "Result: by hand (in the core a result is a future's" <<<'  pool.start(); threadpool::Result result; pool.stop();'
stays 'TPS003 name(): by hand (it is removed, and has to be replaced first); see TPS003.md' <<<'  pool.start(); pool.name(); pool.stop();'
stays 'a comment stands within it' <<<'  pool.start(); pool.adjustPoolsize(1 /* least */, 2); pool.stop();'
stays 'the core has something else in its place' <<<'  pool.start(); auto address = &threadpool::ThreadPool::stop; (pool.*address)();'
stays 'names that it brings in may be meant' <<<'  namespace old = threadpool; pool.start(); pool.stop();'
stays 'what leads to the pool would be evaluated twice' <<'E2'
  const auto next = [&]() -> threadpool::ThreadPool& { return other; };
  pool.start();
  next().adjustPoolsize(std::nullopt, 3);
  pool.stop();
E2
cat >derived.cpp <<'E2'
#include "threadpool/ThreadPool.h"

struct Mine : threadpool::ThreadPool {
  Mine() : ThreadPool(1, 1) {}
  void start() override { ThreadPool::start(); }
};
void use(Mine& mine) { mine.callInThread([]() noexcept {}); }
template <class Pool>
void open(Pool& pool) { pool.start(); }
void use(threadpool::ThreadPool& pool) { open(pool); }
E2
cp derived.cpp before
database c++20 derived.cpp
run 0 fix --move
same "a class that is derived from it" before derived.cpp
has out 'derived.cpp:3:8: Mine: by hand (a class is derived from it, which gets a pool as a member instead)'
has out 'derived.cpp:7:29: callInThread(): by hand (a class is derived from it'
has out 'derived.cpp:9:30: start(): by hand (it is in a template, where other types may come)'

# What the rules do not know of, the compiler does: then nothing is written.
cat >refused.cpp <<'E2'
#include <optional>

#include "threadpool/ThreadPool.h"

void use() {
  std::optional<threadpool::ThreadPool> pool;
  pool.emplace(1, 2);
}
E2
cp refused.cpp before
database c++20 refused.cpp
run 1 fix --move
same "what would not compile" before refused.cpp
has err 'refused.cpp: does not compile with cadre::pool, so it stays, and what goes with it:'

printf '#include <memory>\n\n#include "threadpool/ThreadPool.h"\n\nauto pool = std::make_unique<threadpool::ThreadPool>(1, 2);\n' \
  >refused.cpp
cp refused.cpp before
run 1 fix --move
same "what would not compile within the standard library" before refused.cpp

# Without arguments it would compile, and be another pool.
sed -i 's/(1, 2)/()/' refused.cpp
cp refused.cpp before
run 0 fix --move
same "what the standard library makes" before refused.cpp
has out 'the standard library makes one here without arguments, which has other sizes in the core'

# Files that one source reads go together; others go by themselves.
mkdir project
cd project
printf '#pragma once\n#include "threadpool/ThreadPool.h"\nvoid show(threadpool::ThreadPool& pool);\n' >shared.hpp
printf '#include "shared.hpp"\n\nvoid show(threadpool::ThreadPool& pool) { pool.stop(); }\n' >one.cpp
printf '#include "shared.hpp"\n\nvoid both(threadpool::ThreadPool& pool) { pool.stop(); }\n' >two.cpp
printf '#include "threadpool/ThreadPool.h"\n\nvoid alone(threadpool::ThreadPool& pool) { pool.stop(); }\n' >alone.cpp
for file in *; do sed -e 's|threadpool/ThreadPool.h|cadre/pool.hpp|; s|threadpool::ThreadPool|cadre::pool|' "$file" >"../$file.moved"; done
cp -r . ../fresh
again() { cp ../fresh/* .; database c++20 one.cpp two.cpp alone.cpp; }
states() {
  local file state
  for file in shared.hpp one.cpp two.cpp alone.cpp; do
    state=other
    if cmp -s "$file" "../fresh/$file"; then state=old; fi
    if cmp -s "$file" "../$file.moved"; then state=new; fi
    printf '%s ' $state
  done
}
expect_states() { [ "$(states)" = "$2 " ] || complain "$1: shared.hpp, one.cpp, two.cpp, alone.cpp are $(states)and not $2"; }

again
run 0 fix --move
expect_states 'all of them' 'new new new new'
has "$work/out" '4 files moved, 0 left'
again
run 0 fix --move one.cpp
expect_states 'one source is named' 'new new new old'
again
run 0 fix --move alone.cpp
expect_states 'the other source is named' 'old old old new'
again
printf 'void call(threadpool::ThreadPool& pool) { pool.adjustPoolsize(); }\n' >>../fresh/two.cpp
again
run 0 fix --move
expect_states 'one of them has something by hand' 'old old old new'
has "$work/out" '1 file moved, 3 left'
printf '#include "shared.hpp"\n\nvoid both(threadpool::ThreadPool& pool) { pool.stop(); }\n' >../fresh/two.cpp

# Without a header for it, the linker brings them together, and the type of a variable is not in its name.
mkdir ../linked
cd ../linked
printf '#include "threadpool/ThreadPool.h"\n\nthreadpool::ThreadPool pool(1, 2);\n' >owner.cpp
printf '#include "threadpool/ThreadPool.h"\n\nextern threadpool::ThreadPool pool;\nvoid open() { pool.start(); }\n' >opener.cpp
printf '#include "threadpool/ThreadPool.h"\n\nvoid use(threadpool::ThreadPool& pool) { pool.stop(); }\n' >one.cpp
sed 's/pool.stop/pool.start/' one.cpp >two.cpp
cp owner.cpp ../owner.before
cp two.cpp ../two.before
database c++20 owner.cpp opener.cpp one.cpp two.cpp
run 0 fix --move
same 'what another source declares' ../owner.before owner.cpp
same 'a function that has the name of another' ../two.before two.cpp
has "$work/out" '1 file moved, 3 left'
has one.cpp 'cadre::pool& pool'
cd ../project

again
chmod a-w two.cpp
run 1 fix --move
expect_states 'one of them is read-only' 'old old old new'
has "$work/err" 'it is read-only'
chmod u+w two.cpp
again
printf 'nonsense\n' >../fresh/alone.cpp
again
run 1 fix --move
expect_states 'another one does not compile' 'old old old old'
has "$work/err" 'nothing is moved: what does not compile may include what would change'
finish
