/* As quit.pml, where creating a worker may fail at any time; no task blocks. */
#ifndef SUBMITTERS
#define SUBMITTERS 1
#endif
#ifndef TASKS
#define TASKS 2
#endif
#ifndef MAY_LOOK
#define MAY_LOOK true
#endif
#define FAILING
#define HIGHEST 2
#define OWNER LIMITS(0, 2); QUIT

#include "protocol.pml"
#include "books.pml"
#include "threads.pml"
