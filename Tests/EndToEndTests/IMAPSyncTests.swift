import Foundation
import Testing

extension EndToEnd {
    @Suite("sync of an IMAP account")
    struct IMAPSyncTests {
        @Test("INBOX and every other mailbox come, with roles, counts and flags")
        func mailboxes() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(3))
            try user.addFlags("\\Seen \\Flagged", to: "message 2")
            try user.createMailbox("Projects/Müllerstraße")
            try user.save(SampleMessage("old letter"), in: "Archive")
            try user.save(SampleMessage("plan"), in: "Projects/Müllerstraße")
            let home = try MartletHome(.imap("work", user))
            let report = try #require(try home.lines(SyncLine.self, "sync").first)
            #expect(report.new == 5)
            let mailboxes = try home.lines(MailboxLine.self, "mailboxes")
            let inbox = try #require(mailboxes.first { $0.mailbox == "INBOX" })
            #expect(inbox.role == "inbox")
            #expect(inbox.total == 3)
            #expect(inbox.unread == 2)
            #expect(inbox.flagged == 1)
            #expect(inbox.where == "server")
            #expect(mailboxes.first { $0.mailbox == "Archive" }?.role == "archive")
            #expect(mailboxes.first { $0.mailbox == "Trash" }?.role == "trash")
            let project = mailboxes.first { $0.mailbox == "Projects/Müllerstraße" }
            #expect(project?.total == 1)
            let rows = try home.lines(ListLine.self, "list", "-f", "Projects/Müllerstraße")
            #expect(rows.map(\.subject) == ["plan"])
        }

        @Test("list tells what scripts need, newest first")
        func list() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(3))
            try user.addFlags("\\Seen label", to: "message 2")
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let rows = try home.lines(ListLine.self, "list")
            #expect(rows.map(\.subject) == ["message 3", "message 2", "message 1"])
            let row = rows[1]
            #expect(row.account == "work")
            #expect(row.mailbox == "INBOX")
            #expect(row.from == [.init(name: "Alice Example", address: "alice@example.org")])
            #expect(row.to == [.init(name: "Bob", address: "bob@example.net")])
            #expect(row.date == "2025-11-01T12:02:00Z")
            #expect(row.flags == ["seen"])
            #expect(row.keywords == ["label"])
            #expect(Set(rows.map(\.id)).count == 3)
            #expect(try home.lines(ListLine.self, "list", "--limit", "2").count == 2)
        }

        @Test("show gives text, headers, JSON and the octets as the server has them")
        func show() throws {
            let user = try DovecotServer.shared().newUser()
            let messages = SampleMessage.awkward + [SampleMessage("letter")]
            try user.deliver(messages)
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let rows = try home.lines(ListLine.self, "list")
            for message in messages {
                let row = try #require(rows.first { $0.subject == message.subject })
                let raw = try home.succeed(["show", "\(row.id)", "--raw"]).output
                #expect(raw == message.octets, "\(message.subject): \(raw.count) octets")
            }
            let id = try #require(rows.first { $0.subject == "letter" }?.id)
            let text = try home.succeed(["show", "\(id)"]).text
            #expect(text.contains("Subject: letter"))
            #expect(text.contains("Hello Bob,\n\nthis is the text."))
            let headers = try home.succeed(["show", "\(id)", "--headers"]).text
            #expect(headers.contains("MIME-Version: 1.0"))
            let object = try #require(try home.lines(MessageObject.self, "show", "\(id)").first)
            #expect(object.subject == "letter")
            #expect(object.text.hasPrefix("Hello Bob,\n\nthis is the text."))
            #expect(object.text_source == "plain")
        }

        @Test("showing a message does not mark it seen")
        func showIsNoReading() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage("letter"))
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let id = try #require(try home.lines(ListLine.self, "list").first?.id)
            try home.succeed(["show", "\(id)"])
            try home.succeed(["sync"])
            #expect(try user.flags(of: "letter").isEmpty)
        }

        @Test("an id that names nothing is 1 and says so")
        func unknownID() throws {
            let user = try DovecotServer.shared().newUser()
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let outcome = try home.run("show", "424242")
            #expect(outcome.status == 1)
            #expect(outcome.errorText.contains("424242"))
        }

        @Test("a second sync has nothing to do and takes few turns")
        func again() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(20))
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let second = try #require(try home.lines(SyncLine.self, "sync").first)
            #expect(second.new == 0)
            #expect(second.changed == 0)
            #expect(second.removed == 0)
            #expect(second.round_trips <= 15)
        }

        @Test("when the server numbers its mail anew nothing is there twice")
        func newValidity() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(5))
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(user.home)/Maildir")
            where name.hasPrefix("dovecot") {
                try FileManager.default.removeItem(atPath: "\(user.home)/Maildir/\(name)")
            }
            try home.succeed(["sync"])
            let rows = try home.lines(ListLine.self, "list")
            #expect(rows.map(\.subject) == (1...5).reversed().map { "message \($0)" })
            try home.succeed(["mark", "\(rows[0].id)", "+flagged"])
            try home.succeed(["sync"])
            #expect(try user.flags(of: "message 5") == ["\\Flagged"])
        }
    }
}
