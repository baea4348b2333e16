import Glibc
import Logging
import Synchronization
import Wire

/// The log: a file under the state folder, opened when there is something to write.
///
/// Never the terminal, which belongs to the screen. Control characters are replaced, so that
/// showing the file is safe whatever a server said.
final class LogFile: Sendable {
    private let path: String
    private let descriptor = Mutex<Int32?>(nil)

    /// Beyond it the file is kept under another name and begun anew.
    private static let sizeLimit = 10 << 20

    init(_ path: String) {
        self.path = path
    }

    /// Makes every logger of the program write here; `$MARTLET_LOG` names the level.
    func install() {
        let wanted = getenv("MARTLET_LOG").map { String(cString: $0).lowercased() } ?? ""
        let level = Logger.Level(rawValue: wanted) ?? .info
        LoggingSystem.bootstrap { label in
            LogFileHandler(file: self, label: label, logLevel: level)
        }
    }

    fileprivate func write(_ line: String) {
        let octets = Array((line.withoutControls + "\n").utf8)
        descriptor.withLock { descriptor in
            if descriptor == nil { descriptor = open() }
            if let descriptor, descriptor >= 0 { _ = Glibc.write(descriptor, octets, octets.count) }
        }
    }

    private func open() -> Int32 {
        let folders = path.split(separator: "/").dropLast()
        var folder = ""
        for name in folders {
            folder += "/\(name)"
            mkdir(folder, 0o700)
        }
        var facts = stat()
        if stat(path, &facts) == 0, facts.st_size > LogFile.sizeLimit {
            rename(path, path + ".1")
        }
        return Glibc.open(
            path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
}

/// One logger's way into the file.
private struct LogFileHandler: LogHandler {
    let file: LogFile
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        file.write(
            "\(SystemClock.now.rfc3339) \(event.level) \(label): \(event.message)\(fields)")
    }
}
