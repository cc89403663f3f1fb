/* While a thread submits, the pool starts and quits; a task may block for ever. */
#ifndef SUBMITTERS
#define SUBMITTERS 1
#endif
#ifndef TASKS
#define TASKS 2
#endif
#ifndef MAY_LOOK
#define MAY_LOOK true
#endif
#define MAY_FAIL false
#define BLOCKING
#define HIGHEST 2
#ifdef NO_ROOM /* draining may then create one worker all the same */
#define OWNER LIMITS(0, 2); LIMITS(0, 0); QUIT
#else
#define OWNER LIMITS(0, 2); QUIT
#endif

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
