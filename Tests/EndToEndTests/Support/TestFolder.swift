import Foundation
import Synchronization

/// The folder of one test run, with a short path because Unix sockets live in it.
///
/// It and every daemon in it are gone when the tests end, however they end: a shell waits at a
/// pipe that the kernel closes together with the test process, and then clears up.
final class TestFolder: Sendable {
    private static let made = Result { try TestFolder() }

    static func shared() throws -> TestFolder { try made.get() }

    let path: String
    /// The end of the pipe that nobody else has; never closed by us.
    private let lifeline: Int32
    private let number = Mutex(0)

    private init() throws {
        var template = Array("/tmp/mt-XXXXXX".utf8CString)
        guard let name = mkdtemp(&template) else {
            throw Patience.Exhausted(description: "no temporary folder: \(errno)")
        }
        path = String(cString: name)
        // Dovecot's mail user must be able to pass.
        chmod(path, 0o755)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0 else {
            throw Patience.Exhausted(description: "pipe: \(errno)")
        }
        lifeline = ends[1]
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer {
            close(ends[0])
            close(nowhere)
        }
        _ = try Spawn.start(
            "/bin/sh", ["-c", TestFolder.clearingUp, "caretaker", path],
            environment: Tool.environment,
            Spawn.Streams(input: ends[0], output: nowhere, errors: nowhere))
    }

    /// Ends what wrote a file of process identifiers, as Dovecot does, and removes the folder.
    private static let clearingUp = """
        trap '' INT TERM HUP
        cat
        for file in "$1"/*/*.pid "$1"/*/run/master.pid; do
            pid=$(cat "$file") && kill "$pid" && tail --pid="$pid" -s 0.1 -f /dev/null
        done
        rm -rf "$1"
        """

    /// A new folder inside, such as `home-7`.
    func folder(_ name: String) throws -> String {
        let folder = file(name)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        return folder
    }

    /// A path inside that nothing uses yet.
    func file(_ name: String) -> String {
        "\(path)/\(name)-\(number.withLock { $0 += 1; return $0 })"
    }
}
