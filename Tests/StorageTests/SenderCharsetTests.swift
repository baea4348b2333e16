import GRDB
import Mail
import Testing

@testable import Storage

@Suite("Remembered character sets")
struct SenderCharsetTests {
    @Test("what was chosen for a sender is found again, whatever the case, until it is forgotten")
    func memory() async throws {
        let fixture = try Fixture()
        let store = fixture.store
        #expect(try await store.charset(ofSender: "vera@dacha.example") == nil)
        try await store.setCharset("koi8-r", ofSender: "Vera@Dacha.example")
        try await store.setCharset("windows-1251", ofSender: "vera@dacha.example")
        #expect(try await store.charset(ofSender: "VERA@dacha.example") == "windows-1251")
        try await store.setCharset(nil, ofSender: "vera@dacha.example")
        #expect(try await store.charset(ofSender: "vera@dacha.example") == nil)
    }

    @Test("no sender, or one too long for an address, is not remembered")
    func lengths() async throws {
        let fixture = try Fixture()
        let store = fixture.store
        let right = String(repeating: "a", count: Limits.senderOctets)
        for sender in ["", right + "a"] {
            try await store.setCharset("koi8-r", ofSender: sender)
            #expect(try await store.charset(ofSender: sender) == nil)
        }
        try await store.setCharset("koi8-r", ofSender: right)
        #expect(try await store.charset(ofSender: right) == "koi8-r")
    }

    @Test("beyond their number the sender chosen first is forgotten")
    func bounded() async throws {
        let fixture = try Fixture()
        let store = fixture.store
        try await store.setCharset("koi8-r", ofSender: "first@x.example")
        try await store.setCharset("koi8-r", ofSender: "second@x.example")
        try await store.pool.write { db in
            try db.execute(
                sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = 'sender_charset'",
                arguments: [Limits.senderCharsets])
        }
        try await store.setCharset("koi8-r", ofSender: "last@x.example")
        #expect(try await store.charset(ofSender: "first@x.example") == nil)
        #expect(try await store.charset(ofSender: "second@x.example") == "koi8-r")
        #expect(try await store.charset(ofSender: "last@x.example") == "koi8-r")
    }

    @Test("a store of the first version gets the table and keeps what it has")
    func migration() async throws {
        let temporary = TemporaryFolder()
        let mail = temporary.path + "/mail.sqlite"
        let first = Schema.Format(
            application: Schema.mailApplication, steps: Array(Schema.mail.steps.prefix(1)))
        let old = try Opening(path: mail, format: first).pool().0
        try await old.write { db in
            try db.execute(
                sql: "INSERT INTO account (name, kind, address, server) VALUES ('a', 'pop', '', '')"
            )
        }
        try old.close()
        let store = try Store(mail: mail, bodies: temporary.path + "/bodies.sqlite")
        defer { store.close() }
        try await store.setCharset("koi8-r", ofSender: "a@b.example")
        #expect(try await store.accounts().map(\.record.name) == ["a"])
    }
}
