import EventLoop
import Glibc
import MIME
import Mail

/// A file of mail that is read from any place on, through a window.
final class MailFile: OctetSource {
    let path: String
    let count: Int
    /// When the file was last written.
    let modified: Timestamp
    private let descriptor: Int32
    private var window: [UInt8] = []
    private var windowStart = 0

    private static let windowOctets = 256 << 10

    /// Opens a file; one that another program holds locked for writing is refused.
    convenience init(_ path: String) throws(Problem) {
        // A named pipe nobody writes to would hold us here.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw MailFile.problem(path, SystemFault(call: "open").reason)
        }
        try self.init(path: path, descriptor: descriptor)
    }

    private init(path: String, descriptor: Int32) throws(Problem) {
        self.path = path
        self.descriptor = descriptor
        var facts = stat()
        let isKnown = fstat(descriptor, &facts) == 0
        count = Int(facts.st_size)
        modified = Timestamp(seconds: Int64(facts.st_mtim.tv_sec))
        guard isKnown, facts.st_mode & S_IFMT == S_IFREG else {
            throw MailFile.problem(path, "it is not a file")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Keeps other programs that look for locks from writing; where one writes, we do not read.
    func lock() throws(Problem) {
        var wish = flock()
        wish.l_type = Int16(F_RDLCK)
        wish.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, F_SETLK, &wish) != 0, errno == EACCES || errno == EAGAIN else {
            return
        }
        throw Problem(
            .busy, headline: "\(path) is being written by another program",
            remedy: "Try again when that is done.")
    }

    func octets(from position: Int) throws(Problem) -> ArraySlice<UInt8> {
        guard position < count else { return [] }
        if position < windowStart || position >= windowStart + window.count {
            try fill(from: position)
        }
        return window[(position - windowStart)...]
    }

    private func fill(from position: Int) throws(Problem) {
        let wanted = min(MailFile.windowOctets, count - position)
        var failure: String?
        window = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let base = buffer.baseAddress.map { $0 + filled }
                let got = pread(descriptor, base, wanted - filled, off_t(position + filled))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got == 0 ? "it became shorter" : SystemFault(call: "read").reason
                    return
                }
                filled += got
            }
        }
        windowStart = position
        if let failure { throw MailFile.problem(path, failure) }
    }

    static func problem(_ path: String, _ reason: String, remedy: String = "") -> Problem {
        Problem(
            .unreadableInput, headline: "\(path) cannot be read", detail: reason, remedy: remedy)
    }
}
