import Glibc
import Mail
import Settings

/// Everything that keeps the program from starting, told at once.
struct SettingsFailure: Error {
    var problems: [Problem]

    init(_ problems: [Problem]) {
        self.problems = problems
    }
}

/// The settings file on disk.
struct SettingsFile: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    private static let sizeLimit = 1 << 20

    /// The settings and every remark on them; throws when there is no file that may be used.
    func examine() throws(SettingsFailure) -> SettingsReading {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw missing(errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw missing(errno) }
        var reading = UserSettings.read(octets: try octets(descriptor))
        let access = FileAccess(mode: facts.st_mode & 0o777, isMine: facts.st_uid == getuid())
        let holdsPassword = reading.settings?.holdsPassword ?? false
        if let problem = access.problem(path: path, holdsPassword: holdsPassword) {
            reading.problems.insert(problem, at: 0)
            reading.settings = nil
        }
        return reading
    }

    /// The settings; throws every problem of severity error.
    func read() throws(SettingsFailure) -> UserSettings {
        let reading = try examine()
        guard let settings = reading.settings else {
            throw SettingsFailure(
                reading.problems.filter { $0.severity == .error }.map { problem(line(of: $0)) })
        }
        return settings
    }

    /// As compilers print it: file, line, column, what is wrong.
    func line(of problem: SettingsProblem) -> String {
        "\(path):\(problem)"
    }

    private func octets(_ descriptor: Int32) throws(SettingsFailure) -> [UInt8] {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while octets.count <= SettingsFile.sizeLimit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw missing(errno) }
            if count == 0 { return octets }
            octets += buffer[..<count]
        }
        throw SettingsFailure([problem("\(path): the file is larger than 1 MiB")])
    }

    private func missing(_ code: Int32) -> SettingsFailure {
        guard code == ENOENT else {
            return SettingsFailure([problem("\(path): \(String(cString: strerror(code)))")])
        }
        let remedy =
            "Write it like this, or try the program with: martlet demo\n\n" + UserSettings.sample
        return SettingsFailure([
            Problem(.settings, headline: "There is no settings file: \(path)", remedy: remedy)
        ])
    }

    private func problem(_ headline: String) -> Problem {
        Problem(.settings, headline: headline)
    }
}
