/* While a thread submits, a pool starts and is made smaller; a task may block for ever. */
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
#define OWNER LIMITS(1, 2); LIMITS(0, 1)

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
