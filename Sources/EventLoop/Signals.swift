import Glibc

/// Which signals reach us, and where.
public enum Signals {
    /// Makes a write to a closed socket or pipe an error instead of the end of the process.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// What the terminal and the session's owner send; the first thread alone answers them.
    private static let ofTerminal = [
        SIGWINCH, SIGINT, SIGTERM, SIGTSTP, SIGHUP, SIGQUIT, SIGCONT,
    ]

    /// Keeps the terminal's signals from this thread; gives the mask that was in force.
    static func blockTerminalSignals() -> sigset_t {
        var blocked = sigset_t()
        sigemptyset(&blocked)
        for signal in ofTerminal {
            sigaddset(&blocked, signal)
        }
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        return before
    }

    static func restore(_ mask: sigset_t) {
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
