import Glibc

/// The signals that ask the program to end, as something a loop can wait for.
enum ExitSignals {
    /// Readable once SIGTERM, SIGHUP, SIGINT or SIGQUIT came.
    static let descriptor: Int32 = {
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            Glibc.signal(signal) { number in ExitSignals.ring(number) }
        }
        return ends.read
    }()

    private static let ends: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// Takes one signal that came; nil when there is none.
    static func take() -> Int32? {
        var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var octet: UInt8 = 0
        guard poll(&watch, 1, 0) > 0, read(descriptor, &octet, 1) == 1 else { return nil }
        return Int32(octet)
    }

    /// Runs inside a signal handler: one system call and nothing else.
    private static func ring(_ number: Int32) {
        var octet = UInt8(truncatingIfNeeded: number)
        _ = write(ends.write, &octet, 1)
    }
}
