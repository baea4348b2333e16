import Foundation

/// A person at the test server, seen from the server's side.
struct MailUser {
    /// A message as Dovecot tells of it.
    struct Message: Decodable, Hashable {
        var mailbox: String
        var uid: String
        var flags: String
        var subject: String

        enum CodingKeys: String, CodingKey {
            case mailbox, uid, flags
            case subject = "hdr.subject"
        }

        /// Without `\Recent`, which is a fact of the session and not of the message.
        var flagSet: Set<String> {
            Set(flags.split(separator: " ").map(String.init)).subtracting(["\\Recent"])
        }
    }

    let name: String
    let home: String
    let server: DovecotServer

    // MARK: Mail arrives

    /// As a mail server delivers: written to the side, then moved into place.
    func deliver(_ messages: SampleMessage...) throws {
        try deliver(messages)
    }

    func deliver(_ messages: [SampleMessage]) throws {
        for message in messages {
            let side = "\(home)/Maildir/tmp/\(message.fileName)"
            try message.stored.write(to: URL(filePath: side))
            MailOwner.current.own(side)
            guard rename(side, "\(home)/Maildir/new/\(message.fileName)") == 0 else {
                throw Tool.Failed(description: "rename \(side): \(errno)")
            }
        }
    }

    /// Puts a message into any mailbox, as another mail program does.
    func save(_ message: SampleMessage, in mailbox: String) throws {
        try server.doveadm(["save", "-u", name, "-m", mailbox], input: message.stored)
    }

    func createMailbox(_ mailbox: String) throws {
        try server.doveadm(["mailbox", "create", "-u", name, "-s", mailbox])
    }

    // MARK: Another program changes something

    func addFlags(_ flags: String, to subject: String, in mailbox: String = "INBOX") throws {
        try server.doveadm(["flags", "add", "-u", name, flags] + query(subject, mailbox))
    }

    func removeFlags(_ flags: String, from subject: String, in mailbox: String = "INBOX") throws {
        try server.doveadm(["flags", "remove", "-u", name, flags] + query(subject, mailbox))
    }

    func expunge(_ subject: String, in mailbox: String = "INBOX") throws {
        try server.doveadm(["expunge", "-u", name] + query(subject, mailbox))
    }

    func move(_ subject: String, from mailbox: String = "INBOX", to target: String) throws {
        try server.doveadm(["move", "-u", name, target] + query(subject, mailbox))
    }

    private func query(_ subject: String, _ mailbox: String) -> [String] {
        ["mailbox", mailbox, "header", "Subject", subject]
    }

    // MARK: What the server holds

    /// Everything, or everything in one mailbox.
    func messages(in mailbox: String? = nil) throws -> [Message] {
        let query = mailbox.map { ["mailbox", $0] } ?? ["ALL"]
        let text = try server.doveadm(
            ["-f", "json", "fetch", "-u", name, "mailbox uid flags hdr.subject"] + query)
        guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return [] }
        return try JSONDecoder().decode([Message].self, from: Data(text.utf8))
    }

    func subjects(in mailbox: String = "INBOX") throws -> [String] {
        try messages(in: mailbox).map(\.subject).sorted()
    }

    /// The flags of the one message with this subject.
    func flags(of subject: String, in mailbox: String = "INBOX") throws -> Set<String> {
        let found = try messages(in: mailbox).filter { $0.subject == subject }
        guard let only = found.first, found.count == 1 else {
            throw Tool.Failed(
                description: "\(mailbox) has \(found.count) messages \"\(subject)\", not 1")
        }
        return only.flagSet
    }

    /// Waits until a mailbox holds exactly these; for what a screen does by itself.
    func wait(for subjects: [String], in mailbox: String = "INBOX") throws {
        try Patience.wait(
            for: "\(subjects) in \(mailbox) at the server", every: 50,
            evidence: { "there is \(String(describing: try? messages()))\n\(server.log)" },
            until: { try self.subjects(in: mailbox) == subjects.sorted() })
    }
}
