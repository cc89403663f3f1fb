/* While a thread submits, the pool starts and perhaps quits, unless it STAYS. Creating a worker may fail at any time,
 * and a task may block for ever. */
#ifndef SUBMITTERS
#define SUBMITTERS 1
#endif
#ifndef TASKS
#define TASKS 2
#endif
#ifndef MAY_LOOK
#define MAY_LOOK true
#endif
#ifndef LEAST
#define LEAST 0
#endif
#define MAY_FAIL true
#define BLOCKING
#define HIGHEST 2
#ifdef STAYS
#define OWNER LIMITS(LEAST, 2)
#else
#define OWNER LIMITS(LEAST, 2); if :: true -> QUIT :: true fi
#endif

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
