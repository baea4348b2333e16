/* What Linux has for an event loop and Swift's Glibc module does not show. */
#ifndef C_EVENT_LOOP_H
#define C_EVENT_LOOP_H

/* A counter one can poll: non-blocking, closed on exec. -1 and errno on failure. */
int loop_make_doorbell(void);

/* Gives the calling thread the name that debuggers and `top -H` show; at most 15 octets count. */
void loop_name_this_thread(const char *name);

/* Keeps this process's memory out of core files and from other processes of the user. */
int loop_forbid_dumps(void);

#endif
