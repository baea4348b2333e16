import Glibc
import Mail

/// A raw message in a file or on standard input.
enum MessageFile {
    /// The octets; whatever is wrong with the file is told and never waited for.
    static func read(_ path: String) throws(Problem) -> [UInt8] {
        guard path != "-" else { return try read(from: STDIN_FILENO, path, expecting: 0) }
        // A named pipe nobody writes to would hold us here.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw problem(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            throw problem(path, String(cString: strerror(errno)))
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw problem(path, "it is a directory")
        default:
            throw problem(path, "it is not a file", remedy: "martlet inspect - reads from a pipe.")
        }
        guard facts.st_size <= Limits.messageFileOctets else { throw tooLarge(path) }
        return try read(from: descriptor, path, expecting: Int(facts.st_size))
    }

    private static func read(
        from descriptor: Int32, _ path: String, expecting size: Int
    ) throws(Problem) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(size)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem(path, String(cString: strerror(errno))) }
            if count == 0 { return octets }
            octets += buffer[..<count]
            guard octets.count <= Limits.messageFileOctets else { throw tooLarge(path) }
        }
    }

    private static func tooLarge(_ path: String) -> Problem {
        problem(path, "it is larger than \(Limits.messageFileOctets >> 20) MiB")
    }

    private static func problem(
        _ path: String, _ reason: String, remedy: String = ""
    ) -> Problem {
        Problem(.notFound, headline: "\(path) cannot be read", detail: reason, remedy: remedy)
    }
}
