/* What Linux has for an event loop and Swift's Glibc module does not show. */
#ifndef C_EVENT_LOOP_H
#define C_EVENT_LOOP_H

#include <spawn.h>
#include <stdint.h>

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

/* Writes all of the file system that a descriptor is on to its disk. -1 and errno on failure. */
int loop_flush_file_system(int descriptor);

/* Renames a file of one open folder into another, never over one that exists. -1 and errno. */
int loop_rename_new(int from_folder, const char *from, int to_folder, const char *to);

/* A socket that tells of links, addresses and routes (rtnetlink(7)). -1 and errno on failure. */
int loop_open_network_news(void);

/* Asks on such a socket for everything of one kind: RTM_GETLINK, RTM_GETADDR or RTM_GETROUTE. -1
   and errno on failure. */
int loop_ask_for_network_news(int news, int kind);

/* A timer that is readable when the clock was set, as it is when the computer wakes. -1 and errno
   on failure. */
int loop_make_clock_alarm(void);

/* Makes such a timer ready to tell again. */
int loop_set_clock_alarm(int alarm);

/* How long the computer has slept since it was started. */
int64_t loop_milliseconds_asleep(void);

#endif
