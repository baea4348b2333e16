// A library for LD_PRELOAD that makes one call of a program go wrong.
//
//   FAULT_TALLY  a file of sizeof(struct fault_tally) octets; without it nothing is watched
//   FAULT_IN     any, file, sync or send: which calls are counted
//   FAULT_AT     the n-th of them, from 1; 0 or nothing: only count
//   FAULT_DO     kill    SIGKILL before the call
//                half    SIGKILL when half of the octets are written
//                after   SIGKILL after the call
//                fail    the call fails with FAULT_ERROR and does nothing
//                short   half of the octets are written, at least one
//                interrupt  EINTR
//   FAULT_LASTS  once, or on: every call from there on (interrupt: every second one)
//   FAULT_PAUSE  milliseconds before the first failure is told, so that what was under way ends
//
// Only regular files and sockets count. The calls are made by syscall(2), so nothing is looked up.

#define _GNU_SOURCE
#include "CFaultShim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

_Static_assert(sizeof(long) == 8, "offsets are passed in one register");

enum scope { SCOPE_ANY, SCOPE_FILE, SCOPE_SYNC, SCOPE_SEND };
enum deed { DEED_KILL, DEED_HALF, DEED_AFTER, DEED_FAIL, DEED_SHORT, DEED_INTERRUPT };
enum verdict { PASS, FAIL, SHORT, HALF_THEN_DIE, DIE_AFTER };

static struct fault_tally *tally;
static enum scope scope;
static enum deed deed;
static uint64_t fault_at;
static int fault_error;
static int lasts;
static long pause_milliseconds;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

static int choice(const char *name, const char *const words[], int count) {
    const char *text = getenv(name);
    for (int index = 0; text && index < count; index++)
        if (strcmp(text, words[index]) == 0) return index;
    return 0;
}

__attribute__((constructor)) static void begin(void) {
    static const char *const scopes[] = {"any", "file", "sync", "send"};
    static const char *const deeds[] = {"kill", "half", "after", "fail", "short", "interrupt"};
    static const char *const spans[] = {"once", "on"};
    const char *path = getenv("FAULT_TALLY");
    if (!path) return;
    scope = choice("FAULT_IN", scopes, 4);
    deed = choice("FAULT_DO", deeds, 6);
    lasts = choice("FAULT_LASTS", spans, 2);
    fault_at = (uint64_t)number("FAULT_AT");
    fault_error = (int)number("FAULT_ERROR");
    pause_milliseconds = number("FAULT_PAUSE");
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED) tally = memory;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int is_in_scope(enum fault_call call, int is_socket) {
    switch (scope) {
        case SCOPE_ANY: return 1;
        case SCOPE_FILE: return !is_socket;
        case SCOPE_SYNC: return call == FAULT_FSYNC || call == FAULT_FDATASYNC;
        case SCOPE_SEND: return is_socket;
    }
    return 0;
}

/// Counts a call and says what becomes of it.
static enum verdict judge(enum fault_call call, int is_socket) {
    if (!tally || !is_in_scope(call, is_socket)) return PASS;
    uint64_t point = ++tally->seen;
    tally->calls[call]++;
    if (fault_at == 0 || point < fault_at || (point > fault_at && !lasts)) return PASS;
    if (deed == DEED_INTERRUPT && (point - fault_at) % 2 == 1) return PASS;
    if (tally->fired++ == 0) {
        tally->call = call;
        if (pause_milliseconds > 0) {
            struct timespec time = {0, pause_milliseconds * 1000000};
            nanosleep(&time, NULL);
        }
        tally->moment = now();
    }
    switch (deed) {
        case DEED_KILL: die(); break;
        case DEED_HALF: return HALF_THEN_DIE;
        case DEED_AFTER: return DIE_AFTER;
        case DEED_FAIL: errno = fault_error; return FAIL;
        case DEED_SHORT: return SHORT;
        case DEED_INTERRUPT: errno = EINTR; return FAIL;
    }
    return PASS;
}

static enum verdict judge_descriptor(enum fault_call call, int descriptor) {
    struct stat facts;
    if (!tally || fstat(descriptor, &facts) != 0) return PASS;
    if (!S_ISREG(facts.st_mode) && !S_ISSOCK(facts.st_mode)) return PASS;
    return judge(call, S_ISSOCK(facts.st_mode));
}

/// How many octets a call may write.
static size_t allowed(enum verdict verdict, size_t count) {
    if (verdict == HALF_THEN_DIE) return count / 2;
    if (verdict == SHORT) return count > 1 ? count / 2 : count;
    return count;
}

static long finished(enum verdict verdict, long result) {
    if (verdict == HALF_THEN_DIE || verdict == DIE_AFTER) die();
    return result;
}

ssize_t write(int descriptor, const void *octets, size_t count) {
    enum verdict verdict = judge_descriptor(FAULT_WRITE, descriptor);
    if (verdict == FAIL) return -1;
    return finished(
        verdict, syscall(SYS_write, descriptor, octets, allowed(verdict, count)));
}

ssize_t pwrite(int descriptor, const void *octets, size_t count, off_t offset) {
    enum verdict verdict = judge_descriptor(FAULT_PWRITE, descriptor);
    if (verdict == FAIL) return -1;
    return finished(
        verdict, syscall(SYS_pwrite64, descriptor, octets, allowed(verdict, count), offset));
}

ssize_t pwrite64(int descriptor, const void *octets, size_t count, off64_t offset) {
    return pwrite(descriptor, octets, count, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    enum verdict verdict = judge_descriptor(FAULT_WRITEV, descriptor);
    if (verdict == FAIL) return -1;
    int fewer = (int)allowed(verdict, (size_t)count);
    return finished(verdict, syscall(SYS_writev, descriptor, parts, fewer));
}

ssize_t send(int descriptor, const void *octets, size_t count, int flags) {
    enum verdict verdict = judge_descriptor(FAULT_SEND, descriptor);
    if (verdict == FAIL) return -1;
    return finished(
        verdict,
        syscall(SYS_sendto, descriptor, octets, allowed(verdict, count), flags, NULL, 0));
}

ssize_t sendto(
    int descriptor, const void *octets, size_t count, int flags, const struct sockaddr *address,
    socklen_t size) {
    enum verdict verdict = judge_descriptor(FAULT_SEND, descriptor);
    if (verdict == FAIL) return -1;
    return finished(
        verdict,
        syscall(SYS_sendto, descriptor, octets, allowed(verdict, count), flags, address, size));
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags) {
    enum verdict verdict = judge_descriptor(FAULT_SENDMSG, descriptor);
    if (verdict == FAIL) return -1;
    return finished(verdict, syscall(SYS_sendmsg, descriptor, message, flags));
}

int fsync(int descriptor) {
    enum verdict verdict = judge_descriptor(FAULT_FSYNC, descriptor);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_fsync, descriptor));
}

int fdatasync(int descriptor) {
    enum verdict verdict = judge_descriptor(FAULT_FDATASYNC, descriptor);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_fdatasync, descriptor));
}

int ftruncate(int descriptor, off_t length) {
    enum verdict verdict = judge_descriptor(FAULT_FTRUNCATE, descriptor);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_ftruncate, descriptor, length));
}

int ftruncate64(int descriptor, off64_t length) { return ftruncate(descriptor, length); }

static int open_watched(int folder, const char *path, int flags, mode_t mode) {
    enum verdict verdict = flags & O_CREAT ? judge(FAULT_OPEN, 0) : PASS;
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_openat, folder, path, flags, mode));
}

#define MODE_AFTER(flags, mode)                                                                    \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode = va_arg(rest, mode_t);                                                               \
        va_end(rest);                                                                              \
    }

int open(const char *path, int flags, ...) {
    MODE_AFTER(flags, mode)
    return open_watched(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE_AFTER(flags, mode)
    return open_watched(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    MODE_AFTER(flags, mode)
    return open_watched(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE_AFTER(flags, mode)
    return open_watched(folder, path, flags, mode);
}

int unlinkat(int folder, const char *path, int flags) {
    enum verdict verdict = judge(FAULT_UNLINK, 0);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_unlinkat, folder, path, flags));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int renameat(int from, const char *old, int to, const char *new) {
    enum verdict verdict = judge(FAULT_RENAME, 0);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_renameat2, from, old, to, new, 0));
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int link(const char *old, const char *new) {
    enum verdict verdict = judge(FAULT_LINK, 0);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0));
}

int mkdirat(int folder, const char *path, mode_t mode) {
    enum verdict verdict = judge(FAULT_MKDIR, 0);
    if (verdict == FAIL) return -1;
    return (int)finished(verdict, syscall(SYS_mkdirat, folder, path, mode));
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
