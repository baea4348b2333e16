import EventLoop
import Glibc
import Mail

/// Another program that we start: by its argument vector, with nothing of ours in its hands.
///
/// It gets an environment of known names, default signals, no descriptor but the three it is given.
struct OtherProgram: Sendable {
    /// What the three standard descriptors are; -1 for `/dev/null`.
    struct Descriptors: Sendable {
        var input: Int32 = -1
        var output: Int32 = -1
        var errors: Int32 = -1
    }

    let arguments: ArgumentVector
    /// What the person can do where there is no such program.
    let remedy: String

    init(_ arguments: ArgumentVector, remedy: String) {
        self.arguments = arguments
        self.remedy = remedy
    }

    /// Starts it; answers the number of its process, which the caller waits for.
    ///
    /// - Parameter isDetached: in a session of its own, so that no key of this terminal reaches it.
    func start(_ descriptors: Descriptors, isDetached: Bool) throws(Problem) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let wanted = [descriptors.input, descriptors.output, descriptors.errors]
        for (number, descriptor) in zip(Int32(0)..., wanted) {
            if descriptor >= 0 {
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            } else {
                let mode = number == 0 ? O_RDONLY : O_WRONLY
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", mode, 0)
            }
        }
        ChildDescriptors.closeAll(from: 3, in: &actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        OtherProgram.setSignals(&attributes, isDetached: isDetached)
        var child: pid_t = 0
        let code = CStrings.with(arguments.words) { vector in
            CStrings.with(OtherProgram.environment) { environment in
                posix_spawnp(
                    &child, arguments.program, &actions, &attributes, vector, environment)
            }
        }
        guard code == 0 else { throw problem(SystemFault(call: "posix_spawn", code: code)) }
        return child
    }

    private func problem(_ fault: SystemFault) -> Problem {
        guard fault.code == ENOENT else {
            return Problem(
                .disk, headline: "\(arguments.program) could not be started",
                detail: fault.reason)
        }
        return Problem(
            .notFound, headline: "There is no program \"\(arguments.program)\"",
            remedy: remedy)
    }

    /// Ours are ignored or blocked; a child would inherit that.
    private static func setSignals(_ attributes: inout posix_spawnattr_t, isDetached: Bool) {
        var none = sigset_t()
        sigemptyset(&none)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] {
            sigaddset(&defaults, signal)
        }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if isDetached { flags |= newSession }
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    /// `POSIX_SPAWN_SETSID`, which glibc shows to programs of GNU only.
    private static let newSession: Int32 = 0x80

    /// What a program of the desktop needs; never a variable that may hold a secret.
    static let permittedNames = [
        "HOME", "PATH", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE",
        "LC_MESSAGES", "TZ", "TERM", "COLORTERM", "TMPDIR", "DISPLAY", "WAYLAND_DISPLAY",
        "XAUTHORITY", "BROWSER", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION",
        "KDE_FULL_SESSION", "KDE_SESSION_VERSION", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE",
        "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME",
        "XDG_DATA_DIRS", "XDG_CACHE_HOME", "XDG_STATE_HOME",
    ]

    private static var environment: [String] {
        permittedNames.compactMap { name in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
    }

    /// The status a shell would tell of what `waitpid` gave.
    static func code(_ status: Int32) -> Int32 {
        status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}

/// Null-terminated arrays of C strings.
private enum CStrings {
    typealias Pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    static func with<Value>(_ strings: [String], _ body: (Pointers) -> Value) -> Value {
        let pointers = Pointers.allocate(capacity: strings.count + 1)
        for (index, string) in strings.enumerated() {
            (pointers + index).initialize(to: strdup(string))
        }
        (pointers + strings.count).initialize(to: nil)
        defer {
            for index in strings.indices { free(pointers[index]) }
            pointers.deallocate()
        }
        return body(pointers)
    }
}
