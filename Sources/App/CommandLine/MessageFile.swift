import Glibc
import Mail

/// A raw message in a file or on standard input.
enum MessageFile {
    private static let sizeLimit = 256 << 20

    static func read(_ path: String) throws(Problem) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(path, String(cString: strerror(errno))) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem(path, String(cString: strerror(errno))) }
            if count == 0 { return octets }
            octets += buffer[..<count]
            guard octets.count <= sizeLimit else {
                throw problem(path, "it is larger than 256 MiB")
            }
        }
    }

    private static func problem(_ path: String, _ reason: String) -> Problem {
        Problem(.notFound, headline: "\(path) cannot be read", detail: reason)
    }
}
