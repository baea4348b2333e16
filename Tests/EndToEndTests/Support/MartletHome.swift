import Foundation

/// A person's home folder with nothing in it but what the test puts there.
struct MartletHome {
    let folder: String

    init() throws {
        folder = try TestFolder.shared().folder("home")
        chmod(folder, 0o700)
        for name in ["config", "data", "cache", "state", "run", "config/martlet"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            chmod("\(folder)/\(name)", 0o700)
        }
    }

    init(_ accounts: AccountText..., general: String = "") throws {
        try self.init()
        try write(accounts, general: general)
    }

    var settings: String { "\(folder)/config/martlet/config.toml" }
    var store: String { "\(folder)/data/martlet/mail.sqlite" }

    /// All there is: nothing of the developer's own environment reaches the program.
    var environment: [String: String] {
        Tool.environment.merging([
            "HOME": folder, "TMPDIR": folder, "XDG_CONFIG_HOME": "\(folder)/config",
            "XDG_DATA_HOME": "\(folder)/data", "XDG_CACHE_HOME": "\(folder)/cache",
            "XDG_STATE_HOME": "\(folder)/state", "XDG_RUNTIME_DIR": "\(folder)/run",
            "SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,output-to=\(folder)/crash",
        ]) { _, own in own }
    }

    func write(_ accounts: [AccountText], general: String = "") throws {
        try write(settings: general + "\n" + accounts.map(\.toml).joined(separator: "\n"))
    }

    func write(settings text: String, mode: mode_t = 0o600) throws {
        try text.write(toFile: settings, atomically: true, encoding: .utf8)
        chmod(settings, mode)
    }

    /// Octets the store takes on disk, its write-ahead log included.
    var storeSize: Int {
        ["", "-wal"].reduce(0) { sum, end in
            var facts = stat()
            return stat("\(store)\(end)", &facts) == 0 ? sum + Int(facts.st_size) : sum
        }
    }

    /// What the program left behind for the report of a test that failed: log and crash.
    var log: String {
        ["state/martlet/martlet.log", "crash"].map { name in
            let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return "--- \(name)\n" + (text ?? "none")
        }.joined(separator: "\n")
    }

    // MARK: The program in this home

    func start(_ arguments: [String], input: Data = Data()) throws -> ChildProcess {
        try ChildProcess(
            try Program.path(), arguments, environment: environment, input: input)
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., input: Data = Data()) throws -> ChildProcess.Outcome {
        try start(arguments, input: input).end()
    }

    func run(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try start(arguments).end()
    }

    /// Runs a command that must succeed, and reads a JSON object from each line it prints.
    func lines<Line: Decodable>(_ type: Line.Type, _ arguments: String...) throws -> [Line] {
        try lines(type, arguments)
    }

    func lines<Line: Decodable>(_ type: Line.Type, _ arguments: [String]) throws -> [Line] {
        let outcome = try succeed(arguments + ["--json"])
        return try outcome.output.split(separator: 10).map {
            try JSONDecoder().decode(type, from: Data($0))
        }
    }

    @discardableResult
    func succeed(_ arguments: [String]) throws -> ChildProcess.Outcome {
        let outcome = try run(arguments)
        guard outcome.status == 0 else {
            throw Tool.Failed(
                description: "martlet \(arguments.joined(separator: " ")): status "
                    + "\(outcome.status)\n\(outcome.errorText)\n\(log)")
        }
        return outcome
    }
}
