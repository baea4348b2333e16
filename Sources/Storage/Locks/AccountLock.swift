import Glibc

/// Makes sure that one thing has one owner at a time, among all processes and inside one.
///
/// An open-file-description lock (`F_OFD_SETLK`, fcntl(2)) on a file beside the store: the kernel
/// drops it with the last descriptor, so that a killed process never leaves it behind. The file
/// holds the owner's process id for the message to whoever comes second.
public final class AccountLock: Sendable {
    private let descriptor: Int32

    /// Where the lock of an account's engine lies.
    public static func path(ofEngine account: Int64, beside store: String) -> String {
        "\(store).engine-\(account).lock"
    }

    /// Where the lock of the screen lies.
    public static func path(ofScreenBeside store: String) -> String {
        "\(store).screen.lock"
    }

    /// Takes the lock, or answers nil when another owner has it; whoever waits asks again.
    public static func acquire(_ path: String) throws(StoreFault) -> AccountLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemError.last) }
        var request = flock()
        request.l_type = Int16(F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, OpenFileLock.set, &request) == 0 else {
            let refused = errno
            Glibc.close(descriptor)
            if refused == EAGAIN || refused == EACCES { return nil }
            throw .cannotOpen(path: path, detail: SystemError.text(refused))
        }
        writeOwner(descriptor)
        return AccountLock(descriptor: descriptor)
    }

    /// The process that holds the lock, as it wrote it down; nil while nobody does.
    public static func owner(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { Glibc.close(descriptor) }
        var request = flock()
        request.l_type = Int16(F_RDLCK)
        request.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, OpenFileLock.query, &request) == 0,
            request.l_type != Int16(F_UNLCK)
        else { return nil }
        var text = [UInt8](repeating: 0, count: 16)
        let count = read(descriptor, &text, text.count)
        guard count > 0 else { return nil }
        return Int32(String(decoding: text[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }

    /// Gives the lock up; happens by itself when the last reference goes.
    deinit {
        // A child process that is just being started has the descriptor for a moment more.
        var request = flock()
        request.l_type = Int16(F_UNLCK)
        request.l_whence = Int16(SEEK_SET)
        _ = fcntl(descriptor, OpenFileLock.set, &request)
        Glibc.close(descriptor)
    }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    private static func writeOwner(_ descriptor: Int32) {
        // Only a message for people depends on it, so a full disk does not cost the lock.
        guard ftruncate(descriptor, 0) == 0 else { return }
        let text = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, text, text.count, 0)
    }
}
