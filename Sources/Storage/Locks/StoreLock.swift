import Glibc

/// Who has the store open, and how the last one who had it ended.
///
/// Everybody who opens the store shares a lock of the kernel's on a file beside it. Whoever must
/// have it alone, to put another file in its place, takes it exclusively. The file holds one word
/// on how things stand, which is believed when nobody else has the store.
final class StoreLock: Sendable {
    enum Word: String {
        /// In use; found so with nobody there, the last one was killed or the power failed.
        case open
        case closed
        /// Closed in order, but what an earlier bad end left was not looked at yet.
        case unchecked
        /// The disk failed, or damage was seen.
        case suspect
    }

    /// What was found when the lock was taken; nil where nobody wrote a word yet.
    let found: Word?
    /// Nobody else had the store when the lock was taken.
    let wasAlone: Bool
    private let descriptor: Int32

    static func path(beside store: String) -> String { "\(store).lock" }

    /// Shares the store with others; `busy` while somebody must have it alone.
    ///
    /// Nil where no such file can be made, as on a full disk: mail can still be read then.
    static func share(_ store: String) throws(StoreFault) -> StoreLock? {
        guard let descriptor = open(store) else { return nil }
        let isAlone = set(descriptor, F_WRLCK)
        let found = read(descriptor)
        // Somebody else who is just starting is alone for a moment, too.
        var tries = 0
        while !set(descriptor, F_RDLCK) {
            tries += 1
            guard tries < Limits.lockTries else {
                Glibc.close(descriptor)
                throw .inUse(process: nil)
            }
            poll(nil, 0, 10)
        }
        return StoreLock(descriptor, found, wasAlone: isAlone)
    }

    /// Takes the store for oneself; throws while another process has it open.
    static func takeAlone(_ store: String) throws(StoreFault) -> StoreLock {
        guard let descriptor = open(store) else {
            throw .cannotOpen(path: path(beside: store), detail: SystemError.last)
        }
        guard set(descriptor, F_WRLCK) else {
            Glibc.close(descriptor)
            throw .inUse(process: nil)
        }
        return StoreLock(descriptor, read(descriptor), wasAlone: true)
    }

    /// Leaves a word for whoever opens the store next; only advice, so that failing is no fault.
    func write(_ word: Word) {
        let octets = Array((word.rawValue + "\n").utf8)
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = pwrite(descriptor, octets, octets.count, 0)
    }

    /// Gives the store up; with a word on how, unless somebody else has it open still.
    func release(_ word: Word?) {
        if let word, StoreLock.set(descriptor, F_WRLCK) { write(word) }
        _ = StoreLock.set(descriptor, F_UNLCK)
    }

    /// How things stand, for one who only looks; `isTaken`: somebody has the store.
    static func look(_ store: String) -> (word: Word?, isTaken: Bool) {
        let descriptor = Glibc.open(path(beside: store), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return (nil, false) }
        defer { Glibc.close(descriptor) }
        var request = flock()
        request.l_type = Int16(F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        let isTaken =
            fcntl(descriptor, OpenFileLock.query, &request) == 0
            && request.l_type != Int16(F_UNLCK)
        return (read(descriptor), isTaken)
    }

    deinit {
        _ = StoreLock.set(descriptor, F_UNLCK)
        Glibc.close(descriptor)
    }

    private init(_ descriptor: Int32, _ found: Word?, wasAlone: Bool) {
        self.descriptor = descriptor
        self.found = found
        self.wasAlone = wasAlone
    }

    private static func open(_ store: String) -> Int32? {
        let descriptor = Glibc.open(
            path(beside: store), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        return descriptor < 0 ? nil : descriptor
    }

    private static func read(_ descriptor: Int32) -> Word? {
        var text = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &text, text.count, 0)
        guard count > 0 else { return nil }
        return Word(rawValue: String(decoding: text[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }

    private static func set(_ descriptor: Int32, _ kind: Int32) -> Bool {
        var request = flock()
        request.l_type = Int16(kind)
        request.l_whence = Int16(SEEK_SET)
        return fcntl(descriptor, OpenFileLock.set, &request) == 0
    }
}
