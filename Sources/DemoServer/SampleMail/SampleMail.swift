import Mail

/// The mail of `martlet demo`: two people's mailboxes, and what comes in while it runs.
public enum SampleMail {
    /// The password of both users.
    public static let password = "demo"
    /// Whose mail is read by IMAP.
    public static let imapUser = "work"
    /// Whose mail is read by POP.
    public static let popUser = "home"

    /// Everybody's mail, with dates counted back from `now`.
    public static func users(now: Timestamp) -> [MailUser] {
        [work(now: now), home(now: now)]
    }

    /// What comes in while the demo runs, in this order.
    public static let arrivals: [Arrival] =
        ArrivingMail.work.map { Arrival(user: imapUser, message: $0) }
        .interleaved(with: ArrivingMail.home.map { Arrival(user: popUser, message: $0) })

    /// A message on its way.
    public struct Arrival: Sendable {
        public let user: String
        let message: SampleMessage

        /// Puts it into the user's INBOX, dated now.
        public func deliver(to world: MailWorld) {
            let now = world.now
            world.deliver(message.octets(now: now), to: user, flags: message.flags, date: now)
        }
    }

    private static func work(now: Timestamp) -> MailUser {
        var user = MailUser(
            name: imapUser, password: password, token: "demo-token", uidValidity: 1_700_001)
        user.create("Archive", role: .archive)
        user.create("Drafts", role: .drafts)
        user.create("Sent", role: .sent)
        user.create("Trash", role: .trash)
        user.create("Junk", role: .junk)
        user.create("Projects/Martlet")
        user.create("Lists/swift-dev")
        user.file(WorkMail.inbox + WorldScriptMail.messages + RichMail.work, in: "INBOX", now: now)
        user.file(WorkMail.archive, in: "Archive", now: now)
        user.file(WorkMail.drafts, in: "Drafts", now: now)
        user.file(WorkMail.sent, in: "Sent", now: now)
        user.file(WorkMail.trash, in: "Trash", now: now)
        user.file(HostileMail.messages, in: "Junk", now: now)
        user.file(ProjectMail.messages, in: "Projects/Martlet", now: now)
        user.file(ListMail.messages, in: "Lists/swift-dev", now: now)
        return user
    }

    private static func home(now: Timestamp) -> MailUser {
        var user = MailUser(
            name: popUser, password: password, token: "demo-token", uidValidity: 1_700_101)
        user.file(
            HomeMail.messages + OldCharsetMail.messages + RichMail.home, in: "INBOX", now: now)
        return user
    }
}

extension MailUser {
    /// Adds messages, the oldest first, as they would have come.
    fileprivate mutating func file(
        _ messages: [SampleMessage], in mailbox: String, now: Timestamp
    ) {
        guard let index = index(of: mailbox) else { return }
        for message in messages.sorted(by: { $0.age > $1.age }) {
            mailboxes[index].add(
                message.octets(now: now), flags: message.flags, keywords: message.keywords,
                date: message.date(now: now))
        }
    }
}

extension Array {
    /// One of each in turn; what is left of the longer one at the end.
    fileprivate func interleaved(with other: [Element]) -> [Element] {
        let pairs = zip(self, other).flatMap { [$0, $1] }
        return pairs + dropFirst(other.count) + other.dropFirst(count)
    }
}
