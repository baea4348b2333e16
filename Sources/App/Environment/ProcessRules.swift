import EventLoop
import Glibc

/// What holds for the whole process from its first line on.
enum ProcessRules {
    /// Files are private, writes to broken pipes are errors, and no core file holds a password.
    static func apply(log: LogFile) {
        log.install()
        umask(0o077)
        Signals.ignoreBrokenPipes()
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        MemoryPrivacy.begin()
        setlocale(LC_ALL, "")
    }

    /// Stops this process as Ctrl-z does; returns when the shell continues it.
    static func stop() {
        raise(SIGTSTP)
    }
}
