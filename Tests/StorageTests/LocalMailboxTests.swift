import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct LocalMailboxTests {
    private let fixture: Fixture
    private let account: AccountID
    private var store: Store { fixture.store }

    init() throws {
        fixture = try Fixture()
        account = try fixture.account("home", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
    }

    private func names(_ store: Store? = nil) async throws -> [String] {
        try await (store ?? self.store).mailboxes().filter { $0.role == nil }.map(\.name)
    }

    private func id(_ name: String) async throws -> MailboxID {
        try #require(try await store.mailboxes().first { $0.name == name }).id
    }

    @discardableResult
    private func create(_ name: String) async throws -> MailboxID {
        try await fixture.apply(.createMailbox(account, MailboxPath(name)))
        return try await id(name)
    }

    /// Mail that came by download.
    @discardableResult
    private func mail(_ names: String..., to mailbox: String = "Inbox") async throws -> [EntryID] {
        let entries = try await store.commitDownload(
            names.map { Fixture.download($0) }, of: account, thenDelete: false)
        guard mailbox != "Inbox" else { return entries }
        try await fixture.apply(.move(entries, to: .mailbox(id(mailbox))), undo: false)
        return entries
    }

    @Test("a mailbox is made, taken back and made again, and keeps its number")
    func create() async throws {
        let lists = try await create("Lists/Swift")
        #expect(try await names() == ["Lists/Swift"])
        #expect(try await fixture.summary(lists).isOnServer == false)
        #expect(try await store.undo()?.description == "creation of mailbox \"Lists/Swift\"")
        #expect(try await names() == [])
        #expect(try await store.redo()?.remarks == [])
        #expect(try await id("Lists/Swift") == lists)
    }

    @Test("two mailboxes cannot have the same name in large or small letters")
    func taken() async throws {
        try await create("Lists")
        for name in ["lists", "INBOX", "Trash"] {
            await #expect(throws: StoreFault.self) { try await create(name) }
        }
        let other = try await create("Other")
        let path = try MailboxPath("LISTS")
        await #expect(throws: StoreFault.mailbox(.taken("Lists"))) {
            try await fixture.apply(.renameMailbox(other, to: path))
        }
        try await fixture.apply(.renameMailbox(id("Lists"), to: path))
        #expect(try await names() == ["LISTS", "Other"])
    }

    @Test("renaming takes along what is below, and undo brings all names back")
    func rename() async throws {
        let lists = try await create("Lists")
        try await create("Lists/Swift")
        try await create("Lists 2")
        try await fixture.apply(.renameMailbox(lists, to: MailboxPath("Old/Lists")))
        #expect(try await names() == ["Lists 2", "Old/Lists", "Old/Lists/Swift"])
        #expect(
            try await store.undo()?.description
                == "renaming of mailbox \"Lists\" to \"Old/Lists\"")
        #expect(try await names() == ["Lists", "Lists 2", "Lists/Swift"])
        _ = try await store.redo()
        #expect(try await names() == ["Lists 2", "Old/Lists", "Old/Lists/Swift"])
    }

    @Test("a mailbox may move below its own old name")
    func renameInto() async throws {
        let lists = try await create("A")
        try await create("A/B")
        try await fixture.apply(.renameMailbox(lists, to: MailboxPath("A/B")))
        #expect(try await names() == ["A/B", "A/B/B"])
        _ = try await store.undo()
        #expect(try await names() == ["A", "A/B"])
    }

    @Test("a name below that would become too long keeps everything as it was")
    func renameTooLong() async throws {
        let short = try await create("A")
        try await create("A/" + String(repeating: "b", count: 900))
        let long = try MailboxPath(String(repeating: "c", count: 200))
        await #expect(throws: StoreFault.mailbox(.name(.tooLong(1_000)))) {
            try await fixture.apply(.renameMailbox(short, to: long))
        }
        #expect(try await names().contains("A"))
    }

    @Test("removing moves the mail to Trash, and undo after a restart brings all of it back")
    func remove() async throws {
        let lists = try await create("Lists")
        let below = try await create("Lists/Swift")
        let first = try await mail("a", "b", to: "Lists")
        let second = try await mail("c", to: "Lists/Swift")
        let outcome = try await fixture.apply(.removeMailbox(lists))
        #expect(outcome.description == "removal of mailbox \"Lists\" with 3 messages")
        #expect(try await names() == [])
        #expect(try await fixture.rows(id("Trash")).count == 3)
        try fixture.checkCounts()
        store.close()
        let reopened = try fixture.another()
        defer { reopened.close() }
        let report = try #require(try await reopened.undo())
        #expect(report.entries == 3 && report.lost == 0 && report.remarks.isEmpty)
        #expect(try await names(reopened) == ["Lists", "Lists/Swift"])
        for entry in first { #expect(try await reopened.row(entry)?.mailbox == lists) }
        #expect(try await reopened.row(second[0])?.mailbox == below)
        _ = try await reopened.redo()
        #expect(try await names(reopened) == [])
    }

    @Test("a mailbox that got other mail since does not go with it")
    func otherMail() async throws {
        let lists = try await create("Lists")
        let entries = try await mail("a")
        try await fixture.apply(.move(entries, to: .mailbox(lists)), undo: false)
        let report = try #require(try await store.undo())
        #expect(report.remarks == ["\"Lists\" holds other mail now and stays"])
        #expect(try await names() == ["Lists"])
        #expect(try await fixture.row(entries[0]).mailbox == lists)
    }

    @Test("undo leaves a mailbox hidden whose name another one has by now, and its mail in Trash")
    func nameTakenSince() async throws {
        let lists = try await create("Lists")
        let entries = try await mail("a", to: "Lists")
        let other = try await create("Other")
        try await fixture.apply(.removeMailbox(lists))
        try await fixture.apply(.renameMailbox(other, to: MailboxPath("lists")), undo: false)
        let report = try #require(try await store.undo())
        #expect(report.remarks == ["there is another mailbox \"Lists\" now"])
        #expect(report.lost == 1)
        #expect(try await fixture.row(entries[0]).mailbox == id("Trash"))
    }

    @Test("a mailbox made again under its old name takes back the mail of its removal")
    func madeAgain() async throws {
        let lists = try await create("Lists")
        let entries = try await mail("a", to: "Lists")
        try await fixture.apply(.removeMailbox(lists))
        try await fixture.apply(.createMailbox(account, MailboxPath("Lists")), undo: false)
        #expect(try await id("Lists") == lists)
        _ = try await store.undo()
        #expect(try await fixture.row(entries[0]).mailbox == lists)
    }

    @Test("mailboxes the account needs cannot be renamed or removed")
    func needed() async throws {
        for name in ["Inbox", "Archive", "Drafts", "Sent", "Trash", "Junk"] {
            let mailbox = try await id(name)
            let path = try MailboxPath("Other")
            await #expect(throws: StoreFault.mailbox(.hasRole(name))) {
                try await fixture.apply(.removeMailbox(mailbox))
            }
            await #expect(throws: StoreFault.mailbox(.hasRole(name))) {
                try await fixture.apply(.renameMailbox(mailbox, to: path))
            }
        }
    }

    @Test("mailboxes of a server are left to the server")
    func atServer() async throws {
        let (work, mailboxes) = try await fixture.imap()
        let path = try MailboxPath("Lists")
        for action in [
            ChangeAction.createMailbox(work, path), .renameMailbox(mailboxes[1], to: path),
            .removeMailbox(mailboxes[1]),
        ] {
            await #expect(throws: StoreFault.mailbox(.isAtServer)) {
                try await fixture.apply(action)
            }
        }
    }

    @Test("nothing can be put into a mailbox that was removed")
    func intoRemoved() async throws {
        let lists = try await create("Lists")
        let entries = try await mail("a")
        try await fixture.apply(.removeMailbox(lists))
        for action in [
            ChangeAction.move(entries, to: .mailbox(lists)), .copy(entries, to: .mailbox(lists)),
        ] {
            await #expect(throws: StoreFault.notFound) { try await fixture.apply(action) }
        }
        await #expect(throws: StoreFault.notFound) {
            try await store.importLocal(
                [LocalArrival(message: Fixture.download("x"))], into: lists)
        }
    }

    @Test("a removed mailbox is forgotten with the last step that can bring it back")
    func forgotten() async throws {
        let lists = try await create("Lists")
        try await store.removeForgottenMailboxes()
        try await fixture.apply(.removeMailbox(lists))
        try await store.removeForgottenMailboxes()
        #expect(try rowCount(lists) == 1)
        try await store.pool.write { try $0.execute(sql: "DELETE FROM undo_step") }
        try await store.removeForgottenMailboxes()
        #expect(try rowCount(lists) == 0)
    }

    private func rowCount(_ mailbox: MailboxID) throws -> Int? {
        try store.pool.read {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM mailbox WHERE id = ?",
                arguments: [mailbox.rawValue])
        }
    }

    @Test("emptying Trash hides all of it at once, and its octets go piece by piece")
    func empty() async throws {
        let trash = try await id("Trash")
        let names = (1...60).map { "m\($0)" }
        let entries = try await store.commitDownload(
            names.map { Fixture.download($0) }, of: account, thenDelete: false)
        try await fixture.apply(.move(entries, to: .role(.trash)), undo: false)
        #expect(try await fixture.apply(.empty(trash), undo: false).affected == 60)
        #expect(try await fixture.rows(trash).isEmpty)
        #expect(try await fixture.summary(trash).counts.total == 0)
        #expect(try await store.removeEmptied() == 60)
        #expect(try await store.removeEmptied() == 0)
        let left = try await store.pool.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM raw")
        }
        #expect(left == 0)
        try fixture.checkCounts()
    }

    @Test("emptying the Trash of a server is told to the server")
    func emptyAtServer() async throws {
        let (work, mailboxes) = try await fixture.imap()
        try await fixture.arrive(1...3, in: mailboxes[2])
        try await fixture.apply(.empty(mailboxes[2]), undo: false)
        #expect(try await fixture.rows(mailboxes[2]).isEmpty)
        #expect(try await store.removeEmptied() == 0)
        let batches = try await fixture.pending(work)
        #expect(batches.map(\.kind) == [.expunge])
        #expect(batches.map(\.items.count) == [3])
    }
}
