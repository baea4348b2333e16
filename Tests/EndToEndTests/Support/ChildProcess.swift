import Foundation

/// A program a test started.
///
/// Its output goes to files, so that no pipe can fill up.
final class ChildProcess {
    struct Outcome {
        /// As shells count: 128 and the signal's number for a process that a signal ended.
        var status: Int32
        var output: Data
        var errors: Data

        var text: String { String(decoding: output, as: UTF8.self) }
        var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    let identifier: Int32
    private let name: String
    private let files: String
    private var rawStatus: Int32?

    init(
        _ executable: String, _ arguments: [String], environment: [String: String],
        input: Data = Data()
    ) throws {
        name = ([executable] + arguments).joined(separator: " ")
        files = try TestFolder.shared().file("run")
        try input.write(to: URL(filePath: "\(files).in"))
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let streams = Spawn.Streams(
            input: open("\(files).in", O_RDONLY | O_CLOEXEC),
            output: open("\(files).out", flags, 0o600),
            errors: open("\(files).err", flags, 0o600))
        defer { for end in [streams.input, streams.output, streams.errors] { close(end) } }
        identifier = try Spawn.start(executable, arguments, environment: environment, streams)
    }

    deinit {
        if isRunning {
            kill(identifier, SIGKILL)
            var status: Int32 = 0
            waitpid(identifier, &status, 0)
        }
        for end in ["in", "out", "err"] { unlink("\(files).\(end)") }
    }

    var isRunning: Bool {
        if rawStatus != nil { return false }
        var status: Int32 = 0
        guard waitpid(identifier, &status, WNOHANG) == identifier else { return true }
        rawStatus = status
        return false
    }

    func send(_ signal: Int32) {
        if isRunning { kill(identifier, signal) }
    }

    /// What it has written so far.
    func outputSoFar() throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(files).out")), as: UTF8.self)
    }

    /// Waits until it ends by itself.
    func end(within limit: Duration = .seconds(60)) throws -> Outcome {
        try Patience.wait(for: "the end of \(name)", within: limit, every: 2) {
            let errors = try? String(contentsOfFile: "\(files).err", encoding: .utf8)
            return ((try? outputSoFar()) ?? "") + (errors ?? "")
        } until: {
            !isRunning
        }
        let status = rawStatus ?? 0
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            output: try Data(contentsOf: URL(filePath: "\(files).out")),
            errors: try Data(contentsOf: URL(filePath: "\(files).err")))
    }
}
