/// A user's INBOX as one POP session sees it (RFC 1939 §5).
///
/// Numbers stay as they were at login; what is marked goes only at QUIT.
struct Maildrop: Sendable {
    struct Item: Sendable {
        let number: Int
        let uid: UInt32
        let uniqueID: String
        let raw: [UInt8]
    }

    private let all: [Item]
    private var deleted: Set<Int> = []
    private let lock: MaildropLock

    /// Nil while another session has the maildrop.
    init?(of user: String, in world: MailWorld) {
        guard let lock = world.lockMaildrop(of: user) else { return nil }
        let inbox = world.user(user)?["INBOX"]
        let messages = inbox?.messages ?? []
        all = messages.enumerated().map { index, message in
            Item(
                number: index + 1, uid: message.uid,
                uniqueID: "\(inbox?.uidValidity ?? 0).\(message.uid)", raw: message.raw)
        }
        self.lock = lock
    }

    /// Without what is marked for deletion.
    var items: [Item] { all.filter { !deleted.contains($0.number) } }

    /// What QUIT removes.
    var doomed: Set<UInt32> { Set(all.filter { deleted.contains($0.number) }.map(\.uid)) }

    /// The message of that number; nil when there is none, or it is marked.
    subscript(number: Int) -> Item? {
        guard number >= 1, number <= all.count, !deleted.contains(number) else { return nil }
        return all[number - 1]
    }

    mutating func delete(_ number: Int) {
        deleted.insert(number)
    }

    mutating func reset() {
        deleted = []
    }
}
