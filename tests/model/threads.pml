/* The threads: submitters, workers, the pool's owner, and one that looks at the end. Included after books.pml.
 *
 * The model that includes this says: SUBMITTERS, and TASKS for each; BLOCKING, if a task may never end; MAY_LOOK, which
 * is engine::may_look_; HIGHEST, the most workers that any limits allow; and OWNER, what the owner does. */

byte submitters_done;
bool owner_done;

/* engine::submit, task_queue::push */
active [SUBMITTERS] proctype submitter() {
  THREAD_LOCALS;
  byte to_submit = TASKS;
  do
  :: to_submit > 0 ->
    atomic {
      if
      :: closed -> to_submit = 0 /* refused */
      :: !closed && unstaffed -> next = staff
      :: else ->
        pushed++;
        to_submit--;
        if
        :: watched -> watched = false; next = noticed; my_pushed = pushed
        :: else
        fi
      fi
    }
    open_books();
    if
    :: failed -> atomic { !books_held -> failed = false; /* engine::staff, at its end */
        if
        :: UNSTAFFED && to_submit > 0 -> to_submit-- /* refused */
        :: else
        fi }
    :: else
    fi
  :: else -> break
  od;
  submitters_done++
}

/* engine::serve and what it calls */
active [SLOTS] proctype worker() {
  THREAD_LOCALS;
  me = _pid - SUBMITTERS - 1 /* and the books */;
end_unborn:
  born[me];
  do /* engine::await_work, order_box::await */
#ifdef BREAK_SLEEP_BLINDLY
  :: word[me] == wait -> asleep[me] = true;
#else
  :: atomic { word[me] == wait -> asleep[me] = true } /* sync::sleep_while */
#endif
end_asleep:
    !asleep[me]
  :: word[me] == leave -> break
  :: atomic { word[me] == look -> next = looks; goes_on = false }
again:
    open_books();
    do /* engine::run_tasks */
    :: found ->
      assert(now[me] == busy);
      found = false;
#ifdef BLOCKING
      if
      :: true
      :: true ->
end_blocked:
        false
      fi;
#endif
      if
      :: atomic { true -> read_ticket(my_pushed, found, ticket);
#ifdef BREAK_TAKE_UNLOCKED
        }
        atomic { true ->
#endif
          use_ticket(found, ticket); my_claimed = claimed;
          if
          :: !found -> next = looks
          :: else
          fi }
      :: atomic { hinted -> next = looks }
      fi;
      if
      :: atomic { next == looks -> goes_on = MAY_LOOK; goto again }
      :: else
      fi
    :: else -> break
    od
  od;
  assert(now[me] == gone && !left[me]);
  left[me] = true
}

/* engine::set_limits, engine::quit */
#define LIMITS(least, most) \
  atomic { new_least = least; new_most = most; next = limits }; \
  open_books()
#define CLOSE_QUEUE \
  next = closes; \
  open_books()
#ifdef DROP
#define DROP_IT \
  drop_waiting(); \
  next = dropped; \
  open_books()
#define QUIT dropping = true; IN_ORDER
#else
#define DROP_IT skip
#define QUIT IN_ORDER
#endif
#define QUIT_BOOKS \
  next = quits; \
  open_books()
#ifdef BREAK_CLOSE_LATE
#define IN_ORDER QUIT_BOOKS; closed = true
#elif defined(BREAK_QUIT_FIRST)
#define IN_ORDER QUIT_BOOKS; CLOSE_QUEUE
#elif defined(BREAK_DROP_LATE)
#define IN_ORDER CLOSE_QUEUE; QUIT_BOOKS; DROP_IT
#else
#define IN_ORDER CLOSE_QUEUE; DROP_IT; QUIT_BOOKS
#endif

active proctype owner() {
  THREAD_LOCALS;
  OWNER;
  owner_done = true
}

/* engine::make, alarm::due: it rings at some time after it was set, if only by a clock that is early; who wants to be
 * called later sets it again. */
active proctype clock() {
  THREAD_LOCALS;
end_not_set:
  do
  :: alarm_set ->
#ifdef BREAK_FORGOTTEN_LATE
    next = rings;
    open_books();
    alarm_set = false;
#else
    atomic { alarm_set = false; next = rings };
    open_books();
#endif
progress_rung:
    skip
  od
}

/* What holds when nothing can happen any more but that a blocked task ends. */
active proctype end() {
  timeout;
  assert(!books_held && owner_done && submitters_done == SUBMITTERS);
  assert(n_starting == 0 && n_looking == 0);
  /* What waits, waits because all are busy, and no other may be created. */
  if
  :: pushed > claimed ->
    assert(n_parked == 0);
    assert((quitting && n_busy > 0) || (!quitting && n_busy >= most_workers))
  :: else
  fi;
  /* As many as there should be. */
  assert(quitting || HAVE >= least_workers);
  assert(n_parked == 0 || (!quitting && HAVE <= most_workers));
  /* Who was told to leave has left, and when all was done after quit, so did all. */
  byte each;
  for (each : 0 .. SLOTS - 1) {
    assert(left[each] == (now[each] == gone));
    assert(!quitting || now[each] == none || now[each] == gone || now[each] == busy)
  }
}
