import Mail

@testable import Presentation

/// Accounts and mail the tests look at.
enum SampleMail {
    static let work = AccountID(1)
    static let home = AccountID(2)
    static let workInbox = MailboxID(11)
    static let workArchive = MailboxID(12)
    static let workSent = MailboxID(13)
    static let workTrash = MailboxID(14)
    static let workLists = MailboxID(15)
    static let homeInbox = MailboxID(21)
    static let homeArchive = MailboxID(22)
    static let homeTrash = MailboxID(23)

    /// Friday 2026-11-20 12:00 UTC.
    static let now = Timestamp(seconds: 1_795_176_000)

    static let shared = Capabilities(
        reach: .everyDevice, arrival: .pushed, serverCopy: .kept, search: .server,
        mailboxes: .server)
    static let local = Capabilities(
        reach: .thisComputer, arrival: .polled(every: .seconds(300)),
        serverCopy: .removedAfterDownload, search: .here, mailboxes: .here)

    static let accounts = [
        AccountSummary(
            id: work, name: "Work", kind: .imap, address: "alice@example.org",
            capabilities: shared, state: .online, lastSync: Timestamp(seconds: 1_795_175_000)),
        AccountSummary(
            id: home, name: "Home", kind: .pop, address: "alice@example.net",
            capabilities: local, state: .resting, lastSync: Timestamp(seconds: 1_795_174_000)),
    ]

    static let mailboxes = [
        mailbox(workInbox, work, "INBOX", .inbox), mailbox(workArchive, work, "Archive", .archive),
        mailbox(workSent, work, "Sent", .sent), mailbox(workTrash, work, "Trash", .trash),
        mailbox(workLists, work, "Lists/swift", nil), mailbox(homeInbox, home, "Inbox", .inbox),
        mailbox(homeArchive, home, "Archive", .archive),
        mailbox(homeTrash, home, "Trash", .trash),
    ]

    private static func mailbox(
        _ id: MailboxID, _ account: AccountID, _ name: String, _ role: MailboxRole?
    ) -> MailboxSummary {
        MailboxSummary(
            id: id, account: account, name: name, role: role, counts: MailboxCounts(),
            isOnServer: account == work)
    }

    static func row(
        _ id: Int64, _ mailbox: MailboxID, _ subject: String, from: String = "Alice Example",
        minutesAgo: Int64, flags: Flags = .seen, attachments: Int = 0, preview: String? = nil
    ) -> ListRow {
        let account = mailboxes.first { $0.id == mailbox }?.account ?? work
        return ListRow(
            id: EntryID(id), message: MessageID(id), mailbox: mailbox, account: account,
            thread: ThreadID(id), from: [Address(name: from, address: "someone@example.org")],
            to: [Address(name: "Bob Example", address: "bob@example.org")], subject: subject,
            date: Timestamp(seconds: now.seconds - minutesAgo * 60), flags: flags, size: 1_200,
            attachments: attachments, preview: preview)
    }

    /// Two accounts with wide characters, combining marks and emoji in their mail.
    static var twoAccounts: FakeStore {
        var store = FakeStore(
            accounts: accounts, mailboxes: mailboxes,
            rows: [
                row(
                    1, workInbox, "Re: budget (3)", minutesAgo: 78, flags: .flagged,
                    attachments: 1, preview: "Numbers for next year are attached."),
                row(2, workInbox, "校正の件", from: "作者", minutesAgo: 165),
                row(
                    3, homeInbox, "Holiday pictures 🏖️👨‍👩‍👧", from: "Zoe\u{301} Cafe\u{301}",
                    minutesAgo: 300, flags: [], attachments: 12),
                row(
                    4, workInbox, "[dev] release plan (12)", from: "list@example.org",
                    minutesAgo: 60 * 26, flags: []),
                row(
                    5, workInbox, "Offer \u{1B}[31mred\u{202E}txt", from: "Spa\u{200B}mmer",
                    minutesAgo: 60 * 24 * 3, flags: [.seen, .deleted]),
                row(
                    6, workInbox, "e\u{301}te\u{301} à Zürich — programme", from: "Ünal Çelik",
                    minutesAgo: 60 * 24 * 9, flags: [.seen, .answered]),
                row(7, homeInbox, "Invoice", from: "Shop", minutesAgo: 60 * 24 * 40),
                row(8, workArchive, "Old plan", minutesAgo: 60 * 24 * 50),
                row(9, workSent, "Minutes of the meeting", minutesAgo: 60 * 24 * 2),
                row(10, workTrash, "Advertisement", from: "Shop", minutesAgo: 60 * 24 * 4),
                row(
                    11, workLists, "Pitch: noncopyable lists", from: "Someone", minutesAgo: 700,
                    flags: []),
            ])
        for row in store.rows { store.documents[row.id] = document(of: row) }
        return store
    }

    static func document(of row: ListRow) -> MessageDocument {
        MessageDocument(
            DocumentRequest(row.id),
            chosenFields: [
                .init("Date", "Fri, 20 Nov 2026 10:42:00 +0000"),
                .init("From", "\(row.from[0].name) <\(row.from[0].address)>"),
                .init("To", "Bob Example <bob@example.org>"), .init("Subject", row.subject),
            ],
            allFields: [
                .init("Received", "from mx.example.org by mail.example.org"),
                .init("From", "\(row.from[0].name) <\(row.from[0].address)>"),
                .init("Subject", row.subject), .init("X-Mailer", "Martlet"),
            ],
            text: ReadingText(plain: bodyText), textSource: .plain,
            hiddenRemoteImages: row.id.rawValue == 1 ? 2 : 0,
            attachments: row.attachments ?? 0 > 0
                ? [
                    .init(
                        part: "2", fileName: "../budget 2027.pdf", mediaType: "application/pdf",
                        size: 48_213),
                    .init(part: "3", fileName: "図表.png", mediaType: "image/png", size: 3_400_000),
                ] : [],
            notes: row.id.rawValue == 1 ? ["The signature could not be verified"] : [])
    }

    private static let bodyText = """
        Hello Bob,

        the numbers for next year are attached; please look at the second page before the meeting \
        on Monday, where we have to decide between the two plans and tell everybody.

        > > When do you need them?
        > By Friday, if that is possible at all, because the board meets on the Monday after that.
        作者より、よろしくお願いします。この行はとても長いので、折り返して表示されるはずです。全角の文字も正しく折り返します。

        -- 
        Alice
        """

    /// A mailbox of so many messages, every hundredth of them unread.
    static func many(_ count: Int64) -> FakeStore {
        FakeStore(
            accounts: [accounts[0]], mailboxes: mailboxes.filter { $0.account == work },
            rows: (1...count).map { number in
                row(
                    number, workInbox, "Message \(number)", minutesAgo: number,
                    flags: number % 100 == 0 ? [] : .seen)
            })
    }
}

extension ReadingText {
    /// A paragraph of each line; "> " quotes it, and "-- " begins the signature.
    init(plain text: String) {
        var kind = Paragraph.Kind.text
        self.init(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                if line == "-- " { kind = .signature }
                var rest = line
                var depth = 0
                while rest.hasPrefix("> ") {
                    rest = rest.dropFirst(2)
                    depth += 1
                }
                return .paragraph(Paragraph(String(rest), kind: kind, quoteDepth: depth))
            })
    }
}
