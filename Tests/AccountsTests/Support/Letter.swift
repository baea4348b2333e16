import DemoServer
import Mail

/// A message of the tests: one short line of text under a name of its own.
enum Letter {
    /// When the tests take place.
    static let now = Timestamp(seconds: 1_700_000_000)

    static func octets(_ name: String, text: String = "Hello") -> [UInt8] {
        let lines = [
            "From: Bob <bob@example.org>", "To: ann@example.org", "Subject: Letter \(name)",
            "Message-ID: <\(name)@example.org>", "Date: Tue, 14 Nov 2023 12:00:00 +0000", "", text,
            "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// The name a message goes by here, from its header.
    static func name(of raw: [UInt8]) -> String {
        let text = String(decoding: raw, as: UTF8.self)
        guard let start = text.range(of: "Message-ID: <") else { return "" }
        return String(text[start.upperBound...].prefix { $0 != "@" })
    }
}

extension MailUser {
    /// Ann, whose password is "pw", with these letters in her INBOX.
    static func ann(_ letters: some Sequence<String> = []) -> MailUser {
        var user = MailUser(name: "ann", password: "pw", token: "tok", uidValidity: 7)
        user.create("Archive", role: .archive)
        user.create("Trash", role: .trash)
        user.file(letters, in: "INBOX")
        return user
    }

    mutating func file(
        _ letters: some Sequence<String>, in mailbox: String, flags: Flags = []
    ) {
        guard let index = index(of: mailbox) else { return }
        for name in letters {
            mailboxes[index].add(Letter.octets(name), flags: flags, date: Letter.now)
        }
    }

    /// Changes one mailbox in place.
    mutating func edit(_ mailbox: String, _ body: (inout ServerMailbox) -> Void) {
        guard let index = index(of: mailbox) else { return }
        body(&mailboxes[index])
    }
}
