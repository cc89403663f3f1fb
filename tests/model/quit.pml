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
#define BLOCKING
#define HIGHEST 2
#define OWNER LIMITS(0, 2); QUIT

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
