import Glibc

/// Another program that was started to be measured or to serve.
final class ChildProgram {
    let process: pid_t
    private var usage: Usage?

    /// What the kernel counted for a program that has ended.
    struct Usage {
        /// User and system time together.
        var cpuMilliseconds: Double
        var peakMegabytes: Double
        /// As the shell shows it; nil where a signal ended it.
        var status: Int32?
    }

    /// Where its three standard descriptors lead.
    enum Streams {
        /// A terminal of its own, which it also controls.
        case terminal(path: String)
        case descriptors(input: Int32, output: Int32)
        /// Both ways, and errors as well.
        case all(Int32)
    }

    init(
        _ arguments: [String], environment: [String: String], streams: Streams
    ) throws(BenchFault) {
        guard let program = arguments.first else { throw BenchFault("no program to start") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of Swift's tasks block signals, and a child would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK)
        switch streams {
        case .terminal(let path):
            flags |= ChildProgram.newSession
            for descriptor in Int32(0)...2 {
                posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDWR, 0)
            }
        case .descriptors(let input, let output):
            posix_spawn_file_actions_adddup2(&actions, input, 0)
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        case .all(let descriptor):
            for target in Int32(0)...2 {
                posix_spawn_file_actions_adddup2(&actions, descriptor, target)
            }
        }
        posix_spawnattr_setflags(&attributes, flags)
        var child = pid_t()
        let failure = CStrings.with(arguments) { arguments in
            CStrings.with(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&child, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else {
            throw BenchFault("\(program): \(String(cString: strerror(failure)))")
        }
        process = child
    }

    /// POSIX_SPAWN_SETSID, which Glibc's own module hides (spawn.h): the first terminal the child
    /// opens becomes the one that controls it.
    private static let newSession: Int16 = 0x80

    func send(_ signal: Int32) {
        guard usage == nil else { return }
        kill(process, signal)
    }

    /// Returns when the program has ended.
    func wait() -> Usage {
        if let usage { return usage }
        var status: Int32 = 0
        var counted = rusage()
        while wait4(process, &status, 0, &counted) < 0, errno == EINTR {}
        let cpu = counted.ru_utime.milliseconds + counted.ru_stime.milliseconds
        let ended = Usage(
            cpuMilliseconds: cpu, peakMegabytes: Double(counted.ru_maxrss) / 1_024,
            status: status & 0x7F == 0 ? (status >> 8) & 0xFF : nil)
        usage = ended
        return ended
    }

    /// As ``wait()``, and looks at its memory meanwhile; nil where it had to be ended.
    ///
    /// The kernel's own peak also counts what this process was before the program began.
    func watch(limit: Duration) -> (usage: Usage, peakMegabytes: Double)? {
        let deadline = ContinuousClock.now + limit
        let figures = ProcessFigures(process: process)
        var peak = 0.0
        var looks = 0
        while !hasEnded {
            guard ContinuousClock.now < deadline else {
                send(SIGKILL)
                _ = wait()
                return nil
            }
            if looks % 10 == 0 { peak = max(peak, figures.peakMegabytes) }
            looks += 1
            usleep(2_000)
        }
        return (wait(), peak)
    }

    /// Whether there is nothing left but to be waited for.
    private var hasEnded: Bool {
        var information = siginfo_t()
        let result = waitid(
            P_PID, id_t(process), &information, Int32(WEXITED | WNOHANG | WNOWAIT))
        return usage != nil || result != 0 || information.si_signo == SIGCHLD
    }

    /// Runs a program that says nothing to anyone, to its good end.
    static func run(_ arguments: [String], what: String) throws(BenchFault) {
        let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(silence) }
        let child = try ChildProgram(
            arguments, environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"],
            streams: .all(silence))
        guard child.wait().status == 0 else { throw BenchFault("\(what) failed") }
    }

    deinit {
        send(SIGKILL)
        _ = wait()
    }
}

extension timeval {
    fileprivate var milliseconds: Double { Double(tv_sec) * 1_000 + Double(tv_usec) / 1_000 }
}

/// Texts as C wants them: pointers with a null one after the last.
private enum CStrings {
    static func with<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
