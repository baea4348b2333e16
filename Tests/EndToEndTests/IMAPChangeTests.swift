import Foundation
import Testing

extension EndToEnd {
    @Suite("changes of an IMAP account")
    struct IMAPChangeTests {
        /// A user with three messages, and a home that has seen them.
        private struct Scene {
            let user: MailUser
            let home: MartletHome

            init() throws {
                user = try DovecotServer.shared().newUser()
                try user.deliver(SampleMessage.numbered(3))
                home = try MartletHome(.imap("work", user))
                try home.succeed(["sync"])
            }

            func id(_ subject: String, in mailbox: String = "INBOX") throws -> String {
                let rows = try home.lines(ListLine.self, "list", "-f", mailbox)
                return "\(try #require(rows.first { $0.subject == subject }).id)"
            }

            func subjects(in mailbox: String = "INBOX") throws -> [String] {
                try home.lines(ListLine.self, "list", "-f", mailbox).map(\.subject).sorted()
            }

            func sync() throws -> SyncLine {
                try #require(try home.lines(SyncLine.self, "sync").first)
            }
        }

        // MARK: Ours reach the server

        @Test("flags and keywords")
        func mark() throws {
            let scene = try Scene()
            let id = try scene.id("message 2")
            try scene.home.succeed(["mark", id, "+seen", "+flagged", "+$label1"])
            #expect(try scene.user.flags(of: "message 2").isEmpty, "nothing was sent yet")
            #expect(try scene.home.lines(AccountLine.self, "accounts").first?.pending ?? 0 > 0)
            let report = try scene.sync()
            #expect(report.pushed > 0)
            #expect(report.pending == 0)
            #expect(
                try scene.user.flags(of: "message 2") == ["\\Seen", "\\Flagged", "$label1"])
            try scene.home.succeed(["mark", id, "-seen", "-$label1"])
            _ = try scene.sync()
            #expect(try scene.user.flags(of: "message 2") == ["\\Flagged"])
            #expect(try scene.user.flags(of: "message 1").isEmpty)
        }

        @Test("a move, after which the id is the same")
        func move() throws {
            let scene = try Scene()
            let id = try scene.id("message 1")
            try scene.home.succeed(["move", id, "Junk"])
            #expect(try scene.id("message 1", in: "Junk") == id)
            _ = try scene.sync()
            #expect(try scene.user.subjects() == ["message 2", "message 3"])
            #expect(try scene.user.subjects(in: "Junk") == ["message 1"])
            #expect(try scene.id("message 1", in: "Junk") == id)
            #expect(try scene.sync().new == 0)
        }

        @Test("a copy")
        func copy() throws {
            let scene = try Scene()
            try scene.home.succeed(["copy", try scene.id("message 1"), "Archive"])
            _ = try scene.sync()
            #expect(try scene.user.subjects().count == 3)
            #expect(try scene.user.subjects(in: "Archive") == ["message 1"])
            #expect(try scene.subjects(in: "Archive") == ["message 1"])
        }

        @Test("archive and delete go to the mailboxes with these roles")
        func archiveAndDelete() throws {
            let scene = try Scene()
            try scene.home.succeed(["archive", try scene.id("message 1")])
            try scene.home.succeed(["delete", try scene.id("message 2")])
            _ = try scene.sync()
            #expect(try scene.user.subjects() == ["message 3"])
            #expect(try scene.user.subjects(in: "Archive") == ["message 1"])
            #expect(try scene.user.subjects(in: "Trash") == ["message 2"])
        }

        @Test("undo before and after the server has heard of the change")
        func undo() throws {
            let scene = try Scene()
            let id = try scene.id("message 1")
            try scene.home.succeed(["archive", id])
            try scene.home.succeed(["undo"])
            _ = try scene.sync()
            #expect(try scene.user.subjects().count == 3)
            try scene.home.succeed(["archive", id])
            _ = try scene.sync()
            #expect(try scene.user.subjects(in: "Archive") == ["message 1"])
            try scene.home.succeed(["undo"])
            _ = try scene.sync()
            #expect(try scene.user.subjects(in: "Archive").isEmpty)
            #expect(try scene.user.subjects().count == 3)
            #expect(try scene.id("message 1") == id)
        }

        @Test("undo with nothing to undo is 1")
        func nothingToUndo() throws {
            #expect(try Scene().home.run("undo").status == 1)
        }

        @Test("--wait returns when the server has heard, and 75 when it cannot hear")
        func wait() throws {
            let scene = try Scene()
            try scene.home.succeed(["mark", try scene.id("message 1"), "+flagged", "--wait"])
            #expect(try scene.user.flags(of: "message 1") == ["\\Flagged"])
            let port = try #require(try FreePorts.take(1).first)
            try scene.home.write([AccountText.imap("work", scene.user).with { $0.port = port }])
            let id = try scene.id("message 2")
            #expect(try scene.home.run("mark", id, "+flagged").status == 0)
            #expect(try scene.home.run("mark", id, "+seen", "--wait").status == 75)
            try scene.home.write([AccountText.imap("work", scene.user)])
            _ = try scene.sync()
            #expect(try scene.user.flags(of: "message 2") == ["\\Flagged", "\\Seen"])
        }

        // MARK: Others' come in

        @Test("flags another program set and cleared")
        func foreignFlags() throws {
            let scene = try Scene()
            try scene.user.addFlags("\\Seen \\Answered", to: "message 1")
            let report = try scene.sync()
            #expect(report.changed == 1)
            #expect(report.new == 0)
            let rows = try scene.home.lines(ListLine.self, "list")
            #expect(rows.map { $0.flags.sorted() } == [[], [], ["answered", "seen"]])
            try scene.user.removeFlags("\\Answered", from: "message 1")
            _ = try scene.sync()
            #expect(try scene.home.lines(ListLine.self, "list").last?.flags == ["seen"])
        }

        @Test("a message another program expunged, and one it put in")
        func foreignExpunge() throws {
            let scene = try Scene()
            try scene.user.expunge("message 2")
            try scene.user.save(SampleMessage("put in", number: 8), in: "INBOX")
            let report = try scene.sync()
            #expect(report.removed == 1)
            #expect(report.new == 1)
            #expect(try scene.subjects() == ["message 1", "message 3", "put in"])
        }

        @Test("a message another program moved is where it was moved to")
        func foreignMove() throws {
            let scene = try Scene()
            try scene.user.move("message 3", to: "Archive")
            _ = try scene.sync()
            #expect(try scene.subjects() == ["message 1", "message 2"])
            #expect(try scene.subjects(in: "Archive") == ["message 3"])
        }

        @Test("a mailbox another program made, and one it removed")
        func foreignMailbox() throws {
            let scene = try Scene()
            try scene.user.createMailbox("Plans")
            try scene.user.save(SampleMessage("plan"), in: "Plans")
            _ = try scene.sync()
            #expect(try scene.subjects(in: "Plans") == ["plan"])
            try scene.user.server.doveadm(
                ["mailbox", "delete", "-u", scene.user.name, "-s", "Plans"])
            _ = try scene.sync()
            let names = try scene.home.lines(MailboxLine.self, "mailboxes").map(\.mailbox)
            #expect(!names.contains("Plans"))
        }

        @Test("our change and another program's to the same message both hold")
        func both() throws {
            let scene = try Scene()
            try scene.home.succeed(["mark", try scene.id("message 1"), "+flagged"])
            try scene.user.addFlags("\\Seen", to: "message 1")
            _ = try scene.sync()
            _ = try scene.sync()
            #expect(try scene.user.flags(of: "message 1") == ["\\Seen", "\\Flagged"])
            let row = try scene.home.lines(ListLine.self, "list").last
            #expect(row?.flags.sorted() == ["flagged", "seen"])
        }

        @Test("a change to a message that another program expunged is told, and blocks nothing")
        func gone() throws {
            let scene = try Scene()
            try scene.home.succeed(["mark", try scene.id("message 1"), "+flagged"])
            try scene.home.succeed(["mark", try scene.id("message 2"), "+flagged"])
            try scene.user.expunge("message 1")
            let report = try scene.sync()
            #expect(report.pending == 0)
            #expect(try scene.user.flags(of: "message 2") == ["\\Flagged"])
            #expect(try scene.subjects() == ["message 2", "message 3"])
        }
    }
}
