import Foundation
import Testing

extension EndToEnd {
    /// `kill -9` at many points: nothing is lost, nothing is there twice.
    @Suite("sync that is killed")
    struct InterruptionTests {
        private static let count = 300

        @Test("a store whose making was killed, and killed again, is still known as ours")
        func creation() throws {
            let user = try DovecotServer.shared().newUser("killed")
            for _ in 1...10 {
                let home = try MartletHome(.imap("work", user))
                for _ in 1...2 {
                    let before = home.storeSize
                    let list = try home.start(["list"])
                    try Patience.wait(for: "a store that grows", every: 0) {
                        home.storeSize > before || !list.isRunning
                    }
                    list.send(SIGKILL)
                    _ = try list.end()
                }
                try home.succeed(["list"])
            }
        }

        @Test("POP mail is here or there after every kill, and here once in the end")
        func pop() throws {
            let user = try DovecotServer.shared().newUser("killed")
            let messages = SampleMessage.numbered(Self.count, octets: 20_000)
            try user.deliver(messages)
            let everything = Set(messages.map(\.subject))
            let home = try MartletHome(.pop("home", user))
            var kills = 0
            for octets in [1, 500_000, 2_000_000, 4_000_000] {
                kills += try killSync(home, whenStoreGrewBy: octets) ? 1 : 0
                let here = try list(home).map(\.subject)
                let there = try user.subjects()
                #expect(Set(here).union(there) == everything)
                #expect(Set(here).count == here.count, "a message is here twice")
            }
            #expect(kills > 1, "the syncs ended too soon for this test to say anything")
            try home.succeed(["sync"])
            let rows = try list(home)
            #expect(rows.map(\.subject).sorted() == everything.sorted())
            #expect(try user.messages().isEmpty)
            for message in [messages[0], messages[150], messages[299]] {
                let row = try #require(rows.first { $0.subject == message.subject })
                #expect(try home.succeed(["show", "\(row.id)", "--raw"]).output == message.octets)
            }
        }

        @Test("IMAP mail is listed once after kills during the first sync")
        func imap() throws {
            let user = try DovecotServer.shared().newUser("killed")
            let messages = SampleMessage.numbered(Self.count)
            try user.deliver(messages)
            let home = try MartletHome(.imap("work", user))
            for octets in [1, 100_000, 200_000] {
                _ = try killSync(home, whenStoreGrewBy: octets)
            }
            try home.succeed(["sync"])
            #expect(
                try list(home).map(\.subject).sorted() == messages.map(\.subject).sorted())
            #expect(try user.messages(in: "INBOX").count == Self.count)
        }

        @Test("pending moves and flags reach the server once after kills")
        func journal() throws {
            let user = try DovecotServer.shared().newUser("killed")
            try user.deliver(SampleMessage.numbered(60))
            let home = try MartletHome(.imap("work", user))
            try home.succeed(["sync"])
            let ids = try list(home).map { "\($0.id)" }
            try home.succeed(["mark"] + ids.prefix(30) + ["+flagged"])
            for id in ids.suffix(10) { try home.succeed(["archive", id]) }
            for milliseconds: Int32 in [15, 30, 45, 60, 90, 120] {
                let sync = try home.start(["sync"])
                poll(nil, 0, milliseconds)
                sync.send(SIGKILL)
                _ = try sync.end()
            }
            try home.succeed(["sync"])
            let there = try user.messages()
            #expect(there.count == 60)
            #expect(Set(there.map(\.subject)).count == 60)
            #expect(there.filter { $0.mailbox == "Archive" }.count == 10)
            #expect(there.filter { $0.flagSet.contains("\\Flagged") }.count == 30)
            #expect(try home.lines(AccountLine.self, "accounts").map(\.pending) == [0])
        }

        private func list(_ home: MartletHome) throws -> [ListLine] {
            try home.lines(ListLine.self, "list", "--limit", "10000")
        }

        /// - Returns: whether the sync was still running when the signal came.
        private func killSync(_ home: MartletHome, whenStoreGrewBy octets: Int) throws -> Bool {
            let before = home.storeSize
            let sync = try home.start(["sync"])
            try Patience.wait(for: "a store that grows by \(octets)", every: 1) {
                home.storeSize >= before + octets || !sync.isRunning
            }
            sync.send(SIGKILL)
            return try sync.end().status == 128 + SIGKILL
        }
    }
}
