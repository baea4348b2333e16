import Glibc
import Mail
import Wire

/// A file that holds a password in its first line.
enum SecretFile {
    /// Refuses a file that others can read or write, with the command that mends it.
    static func read(_ path: String, account: String) throws(Problem) -> Secret {
        // A pipe in the file's place must not hold us up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw problem(account, path, String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            throw problem(account, path, String(cString: strerror(errno)))
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw problem(account, path, "it is not a file")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw problem(
                account, path, "others can read it", remedy: "Run: chmod 600 '\(path)'")
        }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        defer { for index in buffer.indices { buffer[index] = 0 } }
        let line = buffer[..<max(0, count)].prefix { $0 != 10 && $0 != 13 }
        guard !line.isEmpty else {
            throw problem(account, path, "its first line is empty")
        }
        return Secret(line)
    }

    private static func problem(
        _ account: String, _ path: String, _ reason: String,
        remedy: String = "Check password_file in the settings."
    ) -> Problem {
        Problem(
            .loginRefused, account: account, headline: "The password file cannot be used: \(path)",
            detail: reason, remedy: remedy)
    }
}
