/* Two threads submit while a pool starts; a task may block for ever. */
#ifndef SUBMITTERS
#define SUBMITTERS 2
#endif
#ifndef TASKS
#define TASKS 1
#endif
#ifndef LEAST
#define LEAST 0
#endif
#ifndef MOST
#define MOST 2
#endif
#ifndef MAY_LOOK
#define MAY_LOOK true
#endif
#define MAY_FAIL false
#define BLOCKING
#define HIGHEST MOST
#define OWNER LIMITS(LEAST, MOST)

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
