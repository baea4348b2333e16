import EventLoop
import Glibc
import Synchronization

/// Runs a program by its argument vector, without a shell, and takes what it prints.
///
/// The child gets an environment of known names, no descriptor of ours and a time limit: it may
/// be a password manager, and nothing it does may hold up the program or learn of the mail.
enum ChildProcess {
    struct Result: Sendable {
        var status: Int32
        var output: [UInt8]
        var errors: [UInt8]
    }

    struct Fault: Error, Hashable, Sendable {
        var reason: String
    }

    /// Waits on a thread of its own, so that nothing of ours is blocked.
    ///
    /// A cancelled task does not wait any longer, and the program is ended.
    static func run(_ arguments: [String], limit: Duration) async throws(Fault) -> Result {
        let wait = ChildWait()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                wait.begin(continuation)
                do throws(SystemFault) {
                    try WorkerThread.start(named: "child") {
                        wait.end(runBlocking(arguments, until: .now + limit, limit, wait))
                    }
                } catch {
                    wait.end(.failure(Fault(reason: error.description)))
                }
            }
        } onCancel: {
            wait.cancel()
        }
        return try result.get()
    }

    private static func runBlocking(
        _ arguments: [String], until deadline: ContinuousClock.Instant, _ limit: Duration,
        _ wait: ChildWait
    ) -> Swift.Result<Result, Fault> {
        guard let program = arguments.first, !program.isEmpty else {
            return .failure(Fault(reason: "no program is named"))
        }
        let output: Pipe
        let errors: Pipe
        switch start(arguments, wait) {
        case .success(let pipes): (output, errors) = pipes
        case .failure(let fault): return .failure(fault)
        }
        var readers = [PipeReader(output.readEnd), PipeReader(errors.readEnd)]
        withExtendedLifetime((output, errors)) { PipeReader.drain(&readers, until: deadline) }
        guard let status = wait.reap(until: deadline) else {
            let seconds = limit.components.seconds
            return .failure(Fault(reason: "it did not end within \(seconds) s"))
        }
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
        return .success(Result(status: code, output: readers[0].bytes, errors: readers[1].bytes))
    }

    /// Held while a child is born: between `pipe` and `fcntl` another one would inherit the pipe,
    /// and its end would not be seen before that other child's.
    private static let birth = Mutex(())

    private static func start(
        _ arguments: [String], _ wait: ChildWait
    ) -> Swift.Result<(output: Pipe, errors: Pipe), Fault> {
        birth.withLock { _ in
            guard let output = Pipe(), let errors = Pipe() else {
                return .failure(Fault(reason: "no pipe could be opened: \(lastError())"))
            }
            defer {
                output.closeWriteEnd()
                errors.closeWriteEnd()
            }
            return spawn(arguments, output: output, errors: errors).map { child in
                wait.started(child)
                return (output, errors)
            }
        }
    }

    private static func spawn(_ arguments: [String], output: Pipe, errors: Pipe)
        -> Swift.Result<pid_t, Fault>
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writeEnd, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var ignored = sigset_t()
        sigemptyset(&ignored)
        sigaddset(&ignored, SIGPIPE)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &ignored)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let vector = CStringVector(arguments)
        let environment = CStringVector(permittedEnvironment)
        var pid: pid_t = 0
        let code = posix_spawnp(
            &pid, arguments[0], &actions, &attributes, vector.pointers, environment.pointers)
        return code == 0
            ? .success(pid) : .failure(Fault(reason: String(cString: strerror(code))))
    }

    /// What password managers need to find their agent; never a variable with a secret of ours.
    static let permittedNames = [
        "HOME", "PATH", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "TMPDIR",
        "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DBUS_SESSION_BUS_ADDRESS",
        "GNUPGHOME", "GPG_TTY", "SSH_AUTH_SOCK", "DISPLAY", "WAYLAND_DISPLAY",
        "PASSWORD_STORE_DIR",
    ]

    private static var permittedEnvironment: [String] {
        permittedNames.compactMap { name in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
    }

    private static func lastError() -> String {
        String(cString: strerror(errno))
    }
}

/// A pipe whose ends are closed in children that were not given them.
private final class Pipe {
    let readEnd: Int32
    private(set) var writeEnd: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeWriteEnd() {
        if writeEnd >= 0 { Glibc.close(writeEnd) }
        writeEnd = -1
    }

    deinit {
        closeWriteEnd()
        Glibc.close(readEnd)
    }
}

/// Collects what a child writes, up to a limit; the rest is read and dropped.
private struct PipeReader {
    private let descriptor: Int32
    private var isOpen = true
    private(set) var bytes: [UInt8] = []

    private static let limit = 65_536

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Reads all to their ends, or until the deadline.
    static func drain(_ readers: inout [PipeReader], until deadline: ContinuousClock.Instant) {
        while readers.contains(where: \.isOpen) {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return }
            var polled = readers.map {
                pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
            }
            poll(&polled, nfds_t(polled.count), Int32(min(left / .milliseconds(1) + 1, 60_000)))
            for index in readers.indices where polled[index].revents != 0 {
                readers[index].read()
            }
        }
    }

    private mutating func read() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count > 0 {
            bytes.append(contentsOf: buffer[..<count].prefix(PipeReader.limit - bytes.count))
        } else if count == 0 || errno != EINTR {
            isOpen = false
        }
    }
}

/// A null-terminated array of C strings, freed with the object.
private final class CStringVector {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ strings: [String]) {
        count = strings.count
        pointers = .allocate(capacity: count + 1)
        for (index, string) in strings.enumerated() {
            (pointers + index).initialize(to: strdup(string))
        }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
