import Foundation
import Testing

extension EndToEnd {
    /// The screen at 80x24 with an IMAP account.
    @Suite("Screen: list and message")
    struct ScreenListTests {
        private func scene(_ count: Int = 3) throws -> (user: MailUser, terminal: Terminal) {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(count))
            let terminal = try Terminal(try MartletHome(.imap("Work", user)))
            try terminal.wait(for: "message \(count)")
            return (user, terminal)
        }

        @Test("the list shows mail, counts, mailboxes and that the account is online")
        func list() throws {
            let (_, terminal) = try scene()
            let picture = try terminal.wait(for: "● online")
            #expect(picture.lines.count == 24)
            #expect(picture.title.contains("3 unread / 3"))
            #expect(picture.contains("Alice Example"))
            #expect(picture.contains("Work"))
            #expect(picture.contains("INBOX"))
            let places = (1...3).map { number in
                picture.lines.firstIndex { $0.contains("message \(number)") }
            }
            #expect(places.compactMap { $0 }.count == 3)
        }

        @Test("Enter opens a message, q goes back, and the server hears it was seen")
        func open() throws {
            let (user, terminal) = try scene()
            try terminal.press("Enter")
            let reading = try terminal.wait(for: "again and again")
            #expect(reading.contains("Subject: message 3"))
            #expect(!reading.contains("message 1"))
            try terminal.press("q")
            let list = try terminal.wait(for: "message 1")
            #expect(!list.contains("again and again"))
            try terminal.wait(for: "2 unread / 3")
            try Patience.wait(for: "\\Seen at the server", every: 50) {
                try user.flags(of: "message 3") == ["\\Seen"]
            }
            #expect(try user.flags(of: "message 2").isEmpty)
        }

        @Test("a message opened at once after the start is fetched and shown")
        func openAtOnce() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(2))
            let home = try MartletHome(.imap("Work", user))
            try home.succeed(["sync"])
            let terminal = try Terminal(home)
            try terminal.wait(for: "message 2")
            try terminal.press("Enter")
            try terminal.wait(for: "again and again")
        }

        @Test("j and k move, and Enter opens what is selected")
        func move() throws {
            let (_, terminal) = try scene()
            try terminal.press("j", "j", "k", "Enter")
            let reading = try terminal.wait(for: "again and again")
            #expect(reading.contains("message 2"))
        }

        @Test("a message that is delivered appears without a key")
        func arrival() throws {
            let (user, terminal) = try scene()
            try terminal.wait(for: "● online")
            try user.deliver(SampleMessage("just arrived", number: 50))
            try terminal.wait(for: "just arrived")
            try terminal.wait(for: "4 unread / 4")
        }

        @Test("what another program does appears without a key")
        func foreignChanges() throws {
            let (user, terminal) = try scene()
            try terminal.wait(for: "● online")
            try user.addFlags("\\Seen", to: "message 1")
            try terminal.wait(for: "2 unread / 3")
            try user.expunge("message 2")
            try terminal.waitUntilGone("message 2")
        }

        @Test("l limits the list, Esc l shows all again")
        func limit() throws {
            let (_, terminal) = try scene()
            try terminal.press("l")
            try terminal.type("2")
            try terminal.press("Enter")
            try terminal.wait(until: "the one message with 2 in its subject") {
                $0.contains("message 2") && !$0.contains("message 1")
                    && !$0.contains("message 3")
            }
            try terminal.press("Escape", "l")
            try terminal.wait(for: "message 1")
        }

        @Test("? shows the keys of the place, q closes them")
        func help() throws {
            let (_, terminal) = try scene()
            try terminal.press("?")
            let help = try terminal.wait(until: "the key help") { !$0.contains("message 3") }
            #expect(help.description.lowercased().contains("archive"))
            try terminal.press("q")
            try terminal.wait(for: "message 3")
        }

        @Test("c asks for a mailbox and goes there")
        func mailbox() throws {
            let (user, terminal) = try scene()
            try user.save(SampleMessage("long ago"), in: "Archive")
            try terminal.press("G", "c")
            try terminal.type("arch")
            try terminal.press("Enter")
            let picture = try terminal.wait(for: "long ago")
            #expect(picture.title.contains("Archive"))
            #expect(!picture.contains("message 3"))
        }

        @Test("an escape sequence in a subject never reaches the terminal")
        func hostileSubject() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(
                SampleMessage(
                    "hostile",
                    text: "From: a@b.example\nSubject: evil\u{1B}[2J\u{1B}]0;t\u{7} end\n\nx\n"))
            let terminal = try Terminal(try MartletHome(.imap("Work", user)))
            let picture = try terminal.wait(for: "evil")
            #expect(picture.contains("end"))
            #expect(picture.title.contains("1 unread"))
        }

        @Test("mail of an earlier run is there although the server is not")
        func offline() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(2))
            let account = AccountText.imap("Work", user)
            let home = try MartletHome(account)
            try home.succeed(["sync"])
            let port = try #require(try FreePorts.take(1).first)
            try home.write([account.with { $0.port = port }])
            let terminal = try Terminal(home)
            try terminal.wait(for: "message 2")
            try terminal.wait(for: "○ offline")
        }
    }
}
