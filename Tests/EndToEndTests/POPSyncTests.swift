import Foundation
import Testing

extension EndToEnd {
    @Suite("sync of a POP account")
    struct POPSyncTests {
        private func sync(_ home: MartletHome) throws -> SyncLine {
            let lines = try home.lines(SyncLine.self, "sync")
            #expect(lines.count == 1)
            return try #require(lines.first)
        }

        private func list(_ home: MartletHome) throws -> [ListLine] {
            try home.lines(ListLine.self, "list", "--limit", "10000")
        }

        @Test("every message comes once, octet for octet, and then leaves the server")
        func download() throws {
            let user = try DovecotServer.shared().newUser()
            let messages = SampleMessage.awkward
            try user.deliver(messages)
            let home = try MartletHome(.pop("home", user))
            let report = try sync(home)
            #expect(report.account == "home")
            #expect(report.new == messages.count)
            #expect(report.removed == messages.count)
            #expect(report.pending == 0)
            #expect(report.bytes_in > messages.reduce(0) { $0 + $1.octets.count } / 2)
            let rows = try list(home)
            #expect(rows.map(\.subject).sorted() == messages.map(\.subject).sorted())
            for message in messages {
                let row = try #require(rows.first { $0.subject == message.subject })
                let raw = try home.succeed(["show", "\(row.id)", "--raw"]).output
                #expect(raw == message.octets, "\(message.subject): \(raw.count) octets")
                #expect(row.size == message.octets.count)
            }
            #expect(try user.messages().isEmpty)
        }

        @Test("a second sync brings nothing twice")
        func again() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(3))
            let home = try MartletHome(.pop("home", user))
            #expect(try sync(home).new == 3)
            let second = try sync(home)
            #expect(second.new == 0)
            #expect(second.removed == 0)
            try user.deliver(SampleMessage("later", number: 9))
            #expect(try sync(home).new == 1)
            #expect(
                try list(home).map(\.subject) == ["later"]
                    + (1...3).reversed().map { "message \($0)" })
        }

        @Test("two messages with the same octets are two messages")
        func twins() throws {
            let user = try DovecotServer.shared().newUser()
            var twin = SampleMessage("twin")
            try user.deliver(twin)
            twin.fileName += "-2"
            try user.deliver(twin)
            let home = try MartletHome(.pop("home", user))
            #expect(try sync(home).new == 2)
            #expect(try list(home).count == 2)
            #expect(try user.messages().isEmpty)
        }

        @Test("without leave_on_server the first sync only downloads and says what comes")
        func firstVisit() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(4))
            let home = try MartletHome(
                AccountText.pop("home", user).with { $0.leaveOnServer = nil })
            let first = try home.run("sync")
            #expect(first.status == 0)
            #expect(first.errorText.contains("4 messages"))
            #expect(first.errorText.contains("leave_on_server"))
            #expect(try user.messages().count == 4)
            try user.deliver(SampleMessage("fifth", number: 5))
            let second = try sync(home)
            #expect(second.new == 1)
            #expect(try user.messages().isEmpty)
            #expect(try list(home).count == 5)
        }

        @Test(
            "mail that is to stay stays, and is not downloaded again",
            arguments: ["forever", "14d"])
        func stays(policy: String) throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(2))
            let home = try MartletHome(
                AccountText.pop("home", user).with { $0.leaveOnServer = policy })
            #expect(try sync(home).new == 2)
            #expect(try sync(home).new == 0)
            #expect(try user.subjects() == ["message 1", "message 2"])
            #expect(try list(home).count == 2)
        }

        @Test("a message deleted here does not come back while it is still at the server")
        func deletedHere() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(2))
            let home = try MartletHome(
                AccountText.pop("home", user).with { $0.leaveOnServer = "forever" })
            _ = try sync(home)
            let row = try #require(try list(home).first)
            try home.succeed(["delete", "\(row.id)"])
            #expect(try sync(home).new == 0)
            #expect(try list(home).count == 1)
        }

        @Test("a refused login loses nothing, here or there")
        func refused() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage("kept here"))
            let account = AccountText.pop("home", user)
            let home = try MartletHome(account)
            _ = try sync(home)
            try user.deliver(SampleMessage("kept there"))
            try home.write([account.with { $0.password = .command("wrong") }])
            #expect(try home.run("sync").status == 77)
            #expect(try list(home).map(\.subject) == ["kept here"])
            #expect(try user.subjects() == ["kept there"])
        }

        @Test("triage of POP mail is kept here and undone here")
        func triage() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage("a letter"))
            let home = try MartletHome(.pop("home", user))
            _ = try sync(home)
            let row = try #require(try list(home).first)
            #expect(row.flags.isEmpty)
            try home.succeed(["mark", "\(row.id)", "+seen", "+flagged"])
            #expect(try list(home).first?.flags.sorted() == ["flagged", "seen"])
            try home.succeed(["archive", "\(row.id)"])
            #expect(try list(home).isEmpty)
            let archived = try home.lines(ListLine.self, "list", "-f", "archive")
            #expect(archived.map(\.id) == [row.id])
            try home.succeed(["undo"])
            #expect(try list(home).map(\.id) == [row.id])
            let accounts = try home.lines(AccountLine.self, "accounts")
            #expect(accounts.map(\.protocol) == ["pop"])
            #expect(accounts.map(\.pending) == [0])
            let mailboxes = try home.lines(MailboxLine.self, "mailboxes")
            #expect(mailboxes.allSatisfy { $0.where == "local" })
            #expect(mailboxes.first { $0.role == "inbox" }?.total == 1)
        }
    }
}
