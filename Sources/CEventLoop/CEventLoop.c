#define _GNU_SOURCE
#include "CEventLoop.h"

#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>

int loop_make_doorbell(void)
{
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void loop_name_this_thread(const char *name)
{
    char short_name[16] = {0};
    strncpy(short_name, name, sizeof short_name - 1);
    pthread_setname_np(pthread_self(), short_name);
}

int loop_make_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC);
}

int loop_close_from(posix_spawn_file_actions_t *actions, int lowest)
{
    return posix_spawn_file_actions_addclosefrom_np(actions, lowest);
}

int loop_forbid_dumps(void)
{
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
