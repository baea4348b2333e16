import IMAP
import Storage

/// What the server told of the selected mailbox without being asked, until the store hears of it.
struct MailboxNews {
    private(set) var flags: [UID: Set<IMAP.Flag>] = [:]
    private(set) var vanished = UIDSet()
    /// Messages in the mailbox, by the server's last word.
    var exists = 0
    /// Positions and UIDs got out of step: the mailbox has to be listed anew.
    var mustAudit = false

    var isEmpty: Bool { flags.isEmpty && vanished.isEmpty }

    mutating func note(_ uid: UID, _ newFlags: Set<IMAP.Flag>) {
        flags[uid] = newFlags
    }

    mutating func noteVanished(_ uids: UIDSet) {
        vanished.formUnion(uids)
        if flags.count > 0 {
            for uid in flags.keys where uids.contains(uid) { flags[uid] = nil }
        }
    }

    /// Hands over what has gathered and begins anew.
    mutating func take() -> (flags: [RemoteFlags], vanished: UIDSet) {
        defer {
            flags = [:]
            vanished = UIDSet()
        }
        return (flags.map { Translation.remoteFlags($0.key, $0.value) }, vanished)
    }
}
