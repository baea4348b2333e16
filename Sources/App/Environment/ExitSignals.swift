import Glibc

/// The signals that ask the program to end, as something a loop can wait for.
enum ExitSignals {
    /// Readable once SIGTERM, SIGHUP or SIGINT came.
    static let descriptor: Int32 = {
        for signal in [SIGTERM, SIGHUP, SIGINT] {
            Glibc.signal(signal) { _ in ExitSignals.ring() }
        }
        return ends.read
    }()

    private static let ends: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }()

    /// Runs inside a signal handler: one system call and nothing else.
    private static func ring() {
        var octet: UInt8 = 1
        _ = write(ends.write, &octet, 1)
    }
}
