#ifndef CFAULTSHIM_H
#define CFAULTSHIM_H

#include <stdint.h>

/// The calls that are watched, in the order of their counters.
enum fault_call {
    FAULT_WRITE,
    FAULT_PWRITE,
    FAULT_WRITEV,
    FAULT_FSYNC,
    FAULT_FDATASYNC,
    FAULT_FTRUNCATE,
    FAULT_OPEN,
    FAULT_UNLINK,
    FAULT_RENAME,
    FAULT_LINK,
    FAULT_MKDIR,
    FAULT_SEND,
    FAULT_SENDMSG,
    FAULT_CALLS
};

/// What the shim saw and did: a file that is mapped, so that it outlives SIGKILL.
struct fault_tally {
    /// Calls within the scope that was asked for; each is a point.
    _Atomic uint64_t seen;
    /// How often the fault happened.
    _Atomic uint64_t fired;
    /// The call at which it happened first, as `enum fault_call`.
    _Atomic uint64_t call;
    /// When it had happened first, in nanoseconds of CLOCK_MONOTONIC.
    _Atomic uint64_t moment;
    /// Calls within the scope, by `enum fault_call`.
    _Atomic uint64_t calls[FAULT_CALLS];
};

#endif
