#define _GNU_SOURCE
#include "CEventLoop.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
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

int loop_flush_file_system(int descriptor)
{
    return syncfs(descriptor);
}

int loop_rename_new(int from_folder, const char *from, int to_folder, const char *to)
{
    return renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE);
}

int loop_open_network_news(void)
{
    int news = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (news < 0) return -1;
    struct sockaddr_nl groups = {
        .nl_family = AF_NETLINK,
        .nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR
            | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE,
    };
    if (bind(news, (struct sockaddr *)&groups, sizeof groups) == 0) return news;
    int reason = errno;
    close(news);
    errno = reason;
    return -1;
}

int loop_ask_for_network_news(int news, int kind)
{
    struct {
        struct nlmsghdr header;
        struct rtgenmsg content;
    } question = {
        .header = {
            .nlmsg_len = NLMSG_LENGTH(sizeof(struct rtgenmsg)),
            .nlmsg_type = (unsigned short)kind,
            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
        },
    };
    return (int)send(news, &question, question.header.nlmsg_len, 0);
}

int loop_make_clock_alarm(void)
{
    return timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

int loop_set_clock_alarm(int alarm)
{
    /* Far away: it is not to ring, only to be cancelled. */
    struct itimerspec never = {.it_value = {.tv_sec = (time_t)1 << 33}};
    return timerfd_settime(alarm, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, 0);
}

int64_t loop_milliseconds_asleep(void)
{
    struct timespec awake, all;
    if (clock_gettime(CLOCK_MONOTONIC, &awake) != 0) return 0;
    if (clock_gettime(CLOCK_BOOTTIME, &all) != 0) return 0;
    return ((int64_t)all.tv_sec - awake.tv_sec) * 1000 + (all.tv_nsec - awake.tv_nsec) / 1000000;
}
