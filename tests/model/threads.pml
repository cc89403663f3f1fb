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
#ifdef FAILING
    if
    :: failed -> atomic { !books_held -> failed = false; /* engine::staff, at its end */
        if
        :: UNSTAFFED && to_submit > 0 -> to_submit-- /* refused */
        :: else
        fi }
    :: else
    fi
#endif
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
#define QUIT \
  next = quits; \
  open_books()

active proctype owner() {
  THREAD_LOCALS;
  OWNER;
  owner_done = true
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
    assert((quitting && n_busy > 0) || (!quitting && (n_busy >= most_workers || discouraged)))
  :: else
  fi;
  /* As many as there should be. */
  assert(quitting || discouraged || HAVE >= least_workers);
  assert(n_parked == 0 || (!quitting && HAVE <= most_workers));
  /* Who was told to leave has left, and when all was done after quit, so did all. */
  byte each;
  for (each : 0 .. SLOTS - 1) {
    assert(left[each] == (now[each] == gone));
    assert(!quitting || now[each] == none || now[each] == gone || now[each] == busy)
  }
}
