/* One step of the books, and what follows from it. Included after protocol.pml. */

#define UNREAD 255

/* pool_books::obtain: whether `now` has come to create_from_. At the failure itself it has not; and when somebody asks
 * for workers it does not matter. */
#define URGENT (event == staff || event == limits || event == quits)
#define MAY_BE_PUT_OFF (set_back && !URGENT)
#ifdef BREAK_TRIED_AT_ONCE
#define MAY_BE_TRIED true
#else
#define MAY_BE_TRIED (!set_back || event != no_capacity)
#endif

/* pool_decisions::call_at */
inline put_off() {
#ifdef BREAK_ALARM_NOT_SET
  skip
#else
  decided_alarm = true
#endif
}

/* pool_books::settle, pool_books::obtain, with sizing::raise */
inline settle_books() {
  weigh();
  do
  :: SURPLUS && n_parked > 0 -> pick(parked); dismiss(who)
  :: SURPLUS && n_parked == 0 && n_looking > 0 -> pick(looking); dismiss(who)
  :: else -> break
  od;
  if
  :: waiting > 0 && n_looking == 0 && n_parked > 0 ->
    pick(parked);
    set(who, looking);
    decided_notify = decided_notify | (1 << who)
  :: else
  fi;
  who = 0;
  missing = n_starting + n_looking + n_parked;
  if
  :: waiting > missing && HAVE <= target ->
    missing = waiting - missing + HAVE;
    lower_to(missing, most_workers);
    raise_to(target, missing)
  :: else
  fi;
  weigh();
  missing = 0;
  if
  :: quitting && waiting > 0 && HAVE == 0 -> missing = 1
  :: !quitting && HAVE < least -> missing = least - HAVE
  :: else
  fi;
  if
  :: missing > 0 && MAY_BE_PUT_OFF -> put_off()
  :: missing > 0 && MAY_BE_TRIED ->
    decided_obtain = decided_obtain + missing;
#ifndef BREAK_CREATED_UNCOUNTED
    n_starting = n_starting + missing;
#endif
  :: missing == 0
  fi;
  missing = 0;
  decided_drop = quitting && HAVE == 0 && waiting > 0
}

/* The events of pool_books, and what engine does around them under the same lock. */
inline happen() {
  if
  :: event == noticed
  :: event == staff -> /* engine::staff, pool_books::staff */
    if
    :: UNSTAFFED ->
      raise_to(target, 1);
#ifndef BREAK_CREATED_UNCOUNTED
      n_starting++;
#endif
      decided_obtain++
    :: else
    fi
  :: event == joined -> /* engine::create, pool_books::joined */
    backlog(waiting);
#ifndef BREAK_CREATED_UNCOUNTED
    n_starting--;
#endif
    set_back = false;
    now[self] = parked;
    n_parked++;
    if
    :: waiting > n_looking -> set(self, looking)
    :: else
    fi
  :: event == no_capacity -> /* engine::obtain, pool_books::no_capacity, sizing::settle_for */
    n_starting = n_starting - how_many;
    lower_to(target, HAVE);
    set_back = true
  :: event == looks -> /* engine::look, pool_books::stays, pool_books::looked */
    backlog(waiting);
    weigh();
    if
    :: now[self] != gone && SURPLUS -> dismiss(self)
    :: now[self] != gone && !SURPLUS ->
      read_ticket(seen_pushed, found_one, who);
      use_ticket(found_one, who);
      seen_claimed = claimed;
      if
      :: found_one -> set(self, busy)
      :: !found_one && may_go_on && n_looking == 0 -> set(self, looking)
      :: else -> set(self, parked)
      fi
    :: else
    fi
  :: event == dropped /* engine::drop_waiting */
  :: event == rings /* engine::make: what the alarm calls */
  :: event == limits -> /* engine::set_limits, sizing::set */
    least_workers = new_least;
    most_workers = new_most;
    target = HAVE;
    lower_to(target, most_workers);
    raise_to(target, least_workers)
  :: event == closes -> /* engine::quit, its first step; task_queue::close holds the lock of the back */
    closed = true;
    seen_pushed = pushed
  :: event == quits -> /* engine::quit, its last step; pool_books::quit */
    quitting = true
  fi
}

/* task_queue::watch: what comes before is counted, what comes later meets the watch. */
inline set_watch() {
  watched = WATCHING;
  unstaffed = UNSTAFFED;
  seen_pushed = pushed;
  backlog(later)
}

/* engine::on_books and engine::settle, under the lock of the books: written once, as a process that does it for
 * whoever holds the lock. Three steps: the event; what follows from it and from what waits then; the watch. */
active proctype books() {
end_closed:
  do
  :: atomic { event != nothing ->
      happen();
      waiting = UNREAD;
#ifdef BREAK_LOOKED_UNSETTLED
      if
      :: event == looks -> goto settled
      :: else
      fi;
#endif
      if
      :: event != looks -> goto settles
      :: else
      fi
    }
settles:
    atomic {
      if
      :: waiting == UNREAD -> backlog(waiting)
      :: else
      fi;
      settle_books()
    }
#ifdef BREAK_WATCH_LATE
    atomic { seen_pushed = pushed; backlog(later) }
    atomic {
      watched = WATCHING;
      unstaffed = UNSTAFFED;
#else
    atomic {
      set_watch();
#endif
      if
#ifndef BREAK_NO_RECHECK
      :: later > waiting && WATCHING -> waiting = later; goto settles
#endif
      :: else
      fi;
      waiting = later;
      weigh();
      hinted = hinted || SURPLUS
    }
settled:
    atomic { waiting = 0; later = 0; least = 0; self = 0; event = nothing }
  od
}

/* One call of engine::on_books, up to where the lock is released. */
inline step_of_books() {
  atomic {
    !books_held;
    books_held = true;
    raise_to(seen_pushed, my_pushed);
    raise_to(seen_claimed, my_claimed);
    my_pushed = 0;
    my_claimed = 0;
    self = me;
    if
    :: next == joined -> self = fresh
    :: else
    fi;
    may_go_on = goes_on;
    goes_on = false;
    how_many = to_obtain;
    if
    :: next == no_capacity -> to_obtain = 0
    :: else
    fi;
    event = next
  }
  atomic {
    event == nothing;
    found = found || found_one;
    to_notify = decided_notify;
    to_obtain = to_obtain + decided_obtain;
    to_alarm = to_alarm || decided_alarm;
    to_drop = decided_drop;
    assert(!dropping || next != quits || decided_obtain == 0); /* no worker comes for what is to be dropped */
    if
    :: to_drop || next == closes -> my_pushed = seen_pushed; my_claimed = seen_claimed
    :: else
    fi;
    found_one = false;
    may_go_on = false;
    how_many = 0;
    decided_notify = 0;
    decided_obtain = 0;
    decided_drop = false;
    decided_alarm = false;
    books_held = false
  }
}

inline lowest_of(some) {
  if
  :: some & 1 -> one = 0
  :: !(some & 1) && (some & 2) -> one = 1
  :: !(some & 3) && (some & 4) -> one = 2
  :: !(some & 7) -> one = 3
  fi;
  some = some & ~(1 << one)
}

/* order_box::notify */
inline notify() {
#ifdef BREAK_NOTIFY_FIRST
  if
  :: now[one] == looking -> word[one] = look
  :: now[one] == gone -> asleep[one] = false
  :: else
  fi;
#else
  asleep[one] = false;
#endif
  one = 0
}

/* engine::drop_waiting, but for the event that follows */
inline drop_waiting() {
  atomic { to_drop = false; to_drop_now = pushed - my_claimed } /* the queue is closed: pushed_ is known */
  do
  :: atomic { to_drop_now > 0 ->
      read_ticket(my_pushed, found, ticket);
      use_ticket(found, ticket);
      my_claimed = claimed;
      to_drop_now--;
      if
      :: !found -> to_drop_now = 0
      :: else -> found = false
      fi
    }
  :: to_drop_now == 0 -> break
  od
}

/* engine::create, up to where the thread is started; or engine::obtain, when it cannot be */
inline create() {
  if
  :: MAY_FAIL -> next = no_capacity; failed = true
  :: assert(slots_used < SLOTS); /* none comes and goes for nothing */
    fresh = slots_used;
    slots_used++;
    alive++;
    assert(alive <= HIGHEST || (quitting && alive == 1)); /* never more than the maximum */
    born[fresh] = true;
    to_obtain--;
    next = joined
  fi
}

/* engine::perform, down to the next event, or to none. In the code it calls on_books again, which performs what that
 * decides before it returns; here these decisions join those that are left. The difference: if creation fails, it fails for
 * all of them; and a new worker is notified before others are created. */
inline perform() {
  do
  :: to_notify > 0 -> atomic { lowest_of(to_notify); notify() }
  :: atomic { to_notify == 0 && next == joined -> /* engine::create, at its end */
#ifndef BREAK_JOINED_UNNOTIFIED
      one = fresh;
      notify();
#endif
      next = nothing;
      fresh = 0
    }
  :: to_notify == 0 && next != joined && to_drop -> drop_waiting(); next = dropped; break
  :: atomic { to_notify == 0 && next != joined && !to_drop && to_alarm -> to_alarm = false; alarm_set = true }
  :: atomic { to_notify == 0 && next != joined && !to_drop && !to_alarm && to_obtain > 0 -> create(); break }
  :: atomic { to_notify == 0 && next != joined && !to_drop && !to_alarm && to_obtain == 0 -> next = nothing; break }
  od
}

inline open_books() {
  do
  :: next != nothing -> step_of_books(); perform()
  :: else -> break
  od
}
