import Foundation

/// Starts programs the plain way.
///
/// Foundation's `Process` takes a program for running as long as a daemon it left behind lives.
enum Spawn {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// What a new process reads and writes; anything else of ours is closed in it.
    struct Streams {
        var input: Int32
        var output: Int32
        var errors: Int32
    }

    /// - Returns: the process's identifier; the caller must wait for its end.
    static func start(
        _ executable: String, _ arguments: [String], environment: [String: String],
        _ streams: Streams
    ) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in [streams.input, streams.output, streams.errors].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        for descriptor in try openDescriptors() {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        hearAllSignals(&attributes)
        var pid: Int32 = 0
        let status = withStrings([executable] + arguments) { words in
            withStrings(environment.map { "\($0)=\($1)" }) { variables in
                posix_spawn(&pid, executable, &actions, &attributes, words, variables)
            }
        }
        guard status == 0 else {
            throw Failed(description: "\(executable): \(String(cString: strerror(status)))")
        }
        return pid
    }

    /// Worker threads block signals, and a new process would inherit that.
    private static func hearAllSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    /// A daemon must not keep the sockets of other tests open.
    private static func openDescriptors() throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            .compactMap { Int32($0) }.filter { $0 > 2 }
    }

    private static func withStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
