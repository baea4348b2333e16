import DemoServer
import Mail
import Storage
import Testing

@testable import Accounts

@Suite("Filters", .timeLimit(.minutes(5)))
struct FilterTests {
    /// Letters whose name holds a word go to a mailbox and are marked.
    private func rule(_ word: String, _ mailbox: String) throws -> FilterRule {
        FilterRule(
            conditions: [.subject: [FilterPattern(word)], .from: [FilterPattern("*@example.org")]],
            filing: Filing(
                mailbox: try MailboxPath(mailbox),
                labels: [try #require(Keyword("filed"))], isSeen: true))
    }

    @Test("POP mail is filed as it is stored, and leaves the server all the same")
    func pop() async throws {
        let side = try await POPSide(["list1", "other", "list2"])
        let backend = side.backend(filters: [try rule("letter list", "Lists/Dev")])
        let report = try await backend.synchronise(.everything)
        #expect(report.new == 3)
        #expect(try await side.letters() == ["other"])
        #expect(try await side.letters("Lists/Dev") == ["list1", "list2"])
        let rows = try await side.room.rows("Lists/Dev", of: side.account)
        #expect(rows.allSatisfy { $0.flags == .seen && $0.keywords.map(\.name) == ["filed"] })
        #expect(side.room.lettersThere().isEmpty)
    }

    @Test(
        "at an IMAP server what was there stays, and what comes is moved",
        arguments: ServerKind.allCases)
    func imap(_ kind: ServerKind) async throws {
        let room = try Mailroom(.ann(["list0", "a"]))
        let side = try await IMAPSide(
            room, kind.options, filters: [try rule("letter list", "archive")])
        #expect(try await side.synchronise().filed == 0)
        for name in ["list1", "b"] { room.world.deliver(Letter.octets(name), to: "ann") }
        let report = try await side.synchronise()
        #expect(report.filed == 1 && report.unseen == 1)
        #expect(try await side.letters() == ["a", "b", "list0"])
        try await side.send()
        try await side.synchronise()
        try await side.expectAgreement()
        #expect(room.lettersThere("Archive") == ["list1"])
        #expect(room.flagsThere("Archive")["list1"]?.contains(.seen) == true)
    }

    @Test("more new mail than one look brings is filed to the last message")
    func manyNew() async throws {
        let room = try Mailroom(.ann(["a"]))
        let side = try await IMAPSide(room, filters: [try rule("letter list", "Archive")])
        try await side.synchronise()
        for number in 1...250 { room.world.deliver(Letter.octets("list\(number)"), to: "ann") }
        #expect(try await side.synchronise().filed == 250)
        #expect(try await side.letters() == ["a"])
    }

    @Test("a mailbox the server does not have is told once, and the mail stays")
    func missing() async throws {
        let room = try Mailroom(.ann())
        let side = try await IMAPSide(room, filters: [try rule("letter list", "Nowhere")])
        try await side.synchronise()
        for name in ["list1", "list2"] { room.world.deliver(Letter.octets(name), to: "ann") }
        let remarks = try await side.synchronise().remarks
        #expect(remarks == [Filtering.remark(onMissing: "Nowhere")])
        #expect(try await side.letters() == ["list1", "list2"])
    }

    @Test("filters over a mailbox find what a rule holds for, piece by piece")
    func present() async throws {
        let names = (1...700).map { $0.isMultiple(of: 7) ? "list\($0)" : "m\($0)" }
        let side = try await POPSide(names)
        try await side.check()
        let inbox = try #require(
            try await side.room.store.place(of: side.account, role: .inbox))
        let filtering = Filtering(
            [try rule("letter list", "Lists")], store: side.room.store)
        let change = try await filtering.change(of: inbox)
        guard case .file(let groups)? = change else {
            Issue.record("nothing was found")
            return
        }
        #expect(groups.map(\.entries.count) == [100])
        let none = Filtering([try rule("nothing", "Lists")], store: side.room.store)
        #expect(try await none.change(of: inbox) == nil)
    }
}
