import EventLoop
import Glibc
import Synchronization

/// One run of another program, from its start to its end.
///
/// What it prints goes into a pipe whose end is also how its end is noticed, so that no thread
/// waits for it.
struct ProgramRun: Sendable {
    /// How a run ended.
    enum Ending: Equatable {
        case status(Int32)
        case signal(Int32)
        /// It had to be killed, because it did not end by itself.
        case hung
    }

    struct Outcome {
        var ending: Ending
        /// The first octets of what it printed.
        var output: String
        var duration: Duration
    }

    let arguments: [String]
    var environment: [String: String]
    /// No run takes so long unless it waits for something that never comes.
    var patience = Duration.seconds(120)

    private static let outputLimit = 64 << 10

    /// - Parameter instant: SIGKILL after so long, if it still runs then.
    func outcome(on loop: PollLoop, killedAfter instant: Duration? = nil) async throws -> Outcome {
        let start = ContinuousClock.now
        let (process, output) = try begin()
        defer { close(output) }
        var printed: [UInt8] = []
        var hasHung = false
        if let instant {
            let isOver = try await read(output, into: &printed, on: loop, until: start + instant)
            if !isOver { kill(process, SIGKILL) }
        }
        while try await !read(
            output, into: &printed, on: loop, until: .now + patience)
        {
            hasHung = true
            kill(process, SIGKILL)
        }
        let duration = ContinuousClock.now - start
        let ending = ProgramRun.reap(process)
        return Outcome(
            ending: hasHung ? .hung : ending, output: String(decoding: printed, as: UTF8.self),
            duration: duration)
    }

    /// Held from the making of a pipe until the program has it: no other program may inherit it.
    private static let starting = Mutex<Void>(())

    /// Starts the program; answers its number and where its output is read.
    private func begin() throws(ProofFault) -> (process: pid_t, output: Int32) {
        try ProgramRun.starting.withLock { _ throws(ProofFault) in
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw ProofFault(call: "pipe") }
            defer { close(ends[1]) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
            do throws(ProofFault) {
                return (try spawn(output: ends[1]), ends[0])
            } catch {
                close(ends[0])
                throw error
            }
        }
    }

    /// Reads until the program has ended; false when it had not at the deadline.
    private func read(
        _ descriptor: Int32, into printed: inout [UInt8], on loop: PollLoop,
        until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            do {
                _ = try await loop.wait(for: descriptor, .readable, until: deadline)
            } catch WaitFault.timedOut {
                return false
            }
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count == 0 { return true }
                guard count > 0 else { break }
                printed += buffer[..<count].prefix(ProgramRun.outputLimit - printed.count)
            }
        }
    }

    private static func reap(_ process: pid_t) -> Ending {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    }

    private func spawn(output: Int32) throws(ProofFault) -> pid_t {
        guard let program = arguments.first else { throw ProofFault("no program to start") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of Swift's tasks block signals, and a child would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let failure = CTexts.with(arguments) { arguments in
            CTexts.with(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&process, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failure == 0 else {
            throw ProofFault("\(program): \(String(cString: strerror(failure)))")
        }
        return process
    }
}

/// Texts as C wants them: pointers with a null one after the last.
private enum CTexts {
    static func with<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
