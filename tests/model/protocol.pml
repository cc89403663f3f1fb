/* The pool's protocol: how tasks, workers and the books hear of each other. Included by the models beside it, which
 * say who calls it. Beside each step stands the function of core/src that it is taken from.
 *
 * What is atomic here is one critical section, or part of one, in the code. `pushed_` and `claimed_` may be read
 * too low: a thread sees at least what it has read or written itself, and what was seen by those that held the same
 * lock before it. The lock of the books carries this along as seen_pushed and seen_claimed, that of the front as
 * `known`; the lock of the back makes pushed_ exact.
 */

#define SLOTS 4 /* workers that may ever be created */

mtype:order = { wait, look, leave };
mtype:state = { none, parked, looking, busy, gone };
mtype:occasion = { nothing, noticed, staff, joined, no_capacity, looks, dropped, rings, limits, closes, quits };

/* task_queue */
byte pushed, claimed, known;
bool watched, unstaffed, closed;
byte taken; /* one bit for each task */

/* pool_books, sizing, and the lock that they are under */
bool books_held;
byte seen_pushed, seen_claimed;
byte target, least_workers, most_workers;
byte n_parked, n_looking, n_busy, n_starting;
bool quitting, dropping;
bool set_back; /* pool_books::set_back_ is not 0: create_from_ is some time, which may have come or not */
bool hinted; /* engine::attention_ has said surplus, at least once; any thread may miss it, or see it for too long */

/* pool_worker; `asleep` is the system's: it sleeps on its order */
mtype:state now[SLOTS] = none;
mtype:order word[SLOTS] = wait;
bool asleep[SLOTS];
bool born[SLOTS], left[SLOTS];
byte slots_used;
byte alive; /* workers that were created and have not been dismissed */

#define HAVE (n_parked + n_looking + n_busy + n_starting)
/* pool_books::watching, pool_books::unstaffed */
#define WATCHING ((n_parked > 0 && n_looking == 0) || (n_parked == 0 && !quitting && HAVE < most_workers))
#define UNSTAFFED (HAVE == 0 && most_workers > 0)
/* pool_books::surplus, after weigh() */
#define SURPLUS (HAVE > least)

/* What only the holder of the lock of the books uses: what happens (with the worker whom it is about, and how
 * many or how large), what waits, and what is decided (pool_decisions), with one bit for each worker. */
mtype:occasion event = nothing;
byte self, how_many, new_least, new_most;
bool may_go_on;
byte waiting, later, least, missing, who;
byte decided_notify, decided_obtain;
bool decided_drop, decided_alarm, found_one;

bool alarm_set; /* alarm::next_ is some time */

/* What each thread that opens the books keeps for itself: what it has yet to do, and what it has read or written of
 * the queue since it last held the lock of the books. */
#define THREAD_LOCALS \
  mtype:occasion next = nothing; \
  byte me, fresh, ticket, one, to_drop_now, my_pushed, my_claimed; \
  byte to_notify, to_obtain; \
  bool to_drop, to_alarm, found, failed, goes_on

/* A read that may lag behind. */
inline read_between(value, lowest, newest) {
  value = lowest;
  do
  :: value < newest -> value++
  :: break
  od
}

inline raise_to(value, other) {
  if
  :: value < other -> value = other
  :: else
  fi
}

inline lower_to(value, other) {
  if
  :: value > other -> value = other
  :: else
  fi
}

/* task_queue::backlog, under the lock of the books. That claimed_ is read before pushed_ makes no difference that a
 * read of an older claimed_ does not make. */
inline backlog(result) {
  read_between(seen_claimed, seen_claimed, claimed);
  read_between(seen_pushed, seen_pushed, pushed);
  if
  :: seen_pushed > seen_claimed -> result = seen_pushed - seen_claimed
  :: else -> result = 0
  fi
}

/* task_queue::take, up to where it has read the ticket. `mine`: what the caller knows of pushed_, at least. */
inline read_ticket(mine, found, ticket) {
  if
  :: claimed == known ->
    raise_to(known, mine);
    read_between(known, known, pushed)
  :: else
  fi;
  raise_to(mine, known);
  found = claimed < known;
  ticket = claimed
}

/* The rest of task_queue::take. */
inline use_ticket(found, ticket) {
  if
  :: found ->
    assert(!(taken & (1 << ticket))); /* no task is taken twice */
    taken = taken | (1 << ticket);
    claimed = ticket + 1
  :: else
  fi;
  ticket = 0
}

/* sizing::least */
inline weigh() {
  least = target;
  if
  :: quitting && waiting == 0 -> least = 0
  :: quitting && waiting > 0 -> raise_to(least, 1)
  :: else ->
    raise_to(least, least_workers);
    if
    :: waiting > 0 && most_workers > 0 -> raise_to(least, 1)
    :: else
    fi
  fi
}

/* Those that stand in the same row are alike: any of them, where the code takes the first. */
inline pick(which) {
  if
  :: now[0] == which -> who = 0
  :: now[1] == which -> who = 1
  :: now[2] == which -> who = 2
  :: now[3] == which -> who = 3
  fi
}

/* pool_books::count */
inline count(which, change) {
  if
  :: which == parked -> n_parked = n_parked + change
  :: which == looking -> n_looking = n_looking + change
  :: which == busy -> n_busy = n_busy + change
  :: else
  fi
}

/* order_box::tell */
inline tell_to_look(one) {
#ifdef BREAK_NOTIFY_FIRST
  asleep[one] = false /* and the order is written where it should notify */
#else
  word[one] = look
#endif
}

/* pool_books::set */
inline set(one, becomes) {
  count(now[one], -1);
  now[one] = becomes;
  count(becomes, 1);
  if
  :: becomes == parked -> word[one] = wait
  :: becomes == looking -> tell_to_look(one)
  :: else
  fi
}

/* pool_books::leave */
inline dismiss(one) {
  assert(now[one] != none && now[one] != gone && word[one] != leave); /* nobody is told twice */
#ifdef BREAK_LOOKER_UNTOLD
  if
  :: now[one] != looking -> word[one] = leave
  :: else
  fi;
#else
  word[one] = leave;
#endif
#ifndef BREAK_LEAVER_KEPT
  count(now[one], -1);
  now[one] = gone;
  alive--;
#endif
  decided_notify = decided_notify | (1 << one)
}
