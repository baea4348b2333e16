/* What Linux has for an event loop and Swift's Glibc module does not show. */
#ifndef C_EVENT_LOOP_H
#define C_EVENT_LOOP_H

#include <spawn.h>

/* A counter one can poll: non-blocking, closed on exec. -1 and errno on failure. */
int loop_make_doorbell(void);

/* Gives the calling thread the name that debuggers and `top -H` show; at most 15 octets count. */
void loop_name_this_thread(const char *name);

/* A pipe whose ends are closed on exec. -1 and errno on failure. */
int loop_make_pipe(int ends[2]);

/* A child has no descriptor from this one on. 0, or the number of the error. */
int loop_close_from(posix_spawn_file_actions_t *actions, int lowest);

/* Keeps this process's memory out of core files and from other processes of the user. */
int loop_forbid_dumps(void);

#endif
