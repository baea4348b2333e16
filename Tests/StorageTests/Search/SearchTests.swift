import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct SearchTests {
    private let fixture: Fixture
    private var store: Store { fixture.store }

    init() throws {
        fixture = try Fixture()
    }

    @Test("words of texts, subjects and people are found on POP and IMAP accounts alike")
    func bothKinds() async throws {
        try await fixture.download("Dear Ann, the invoice is below", "nothing here")
        let inbox = try await fixture.imap().mailboxes[0]
        let entries = try await fixture.arrive(1...2, in: inbox)
        let message = try await fixture.row(entries[0]).message
        try await store.saveBody(Array("another invoice".utf8), of: message)
        try await fixture.index()
        #expect(try await fixture.found("invoice").sorted() == ["Subject m1", "Subject p0"])
        #expect(try await fixture.found("INVOICE body:dear") == ["Subject p0"])
        #expect(try await fixture.found("subject:invoice").isEmpty)
        #expect(try await fixture.found("from:ann subject:p1") == ["Subject p1"])
        #expect(try await fixture.found("invoice OR subject:p1").count == 3)
        #expect(try await fixture.found("-invoice").sorted() == ["Subject m2", "Subject p1"])
        #expect(try await fixture.found("account:pop -body:invoice") == ["Subject p1"])
        #expect(try await fixture.found("filename:plan account:work") == ["Subject m1"])
        #expect(try await fixture.found("(invoice OR is:flagged) in:inbox").count == 2)
    }

    @Test("a word begins longer ones, in a text from three letters on; a phrase is exact")
    func beginnings() async throws {
        try await fixture.download("the invoices of Zoë's café are due")
        try await fixture.index()
        for (query, isFound) in [
            ("inv", true), ("in", false), ("due", true), ("\"invoice\"", false),
            ("\"invoices of\"", true), ("\"of invoices\"", false), ("cafe", true), ("zoe", true),
            ("ubje", false), ("su", true), ("of", true), ("\"the invoi\"", false),
        ] {
            #expect(try await fixture.found(query).count == (isFound ? 1 : 0), "\(query)")
        }
    }

    @Test("writing without blanks is found by any part of it")
    func denseWriting() async throws {
        try await fixture.download("今日は日本語テキストです。PDF添付", "한국어 문장입니다", "全角ＡＢＣ")
        try await fixture.index()
        for (query, subjects) in [
            ("日本語", ["Subject p0"]), ("本語", ["Subject p0"]), ("語", ["Subject p0"]),
            ("す", ["Subject p0"]),
            ("\"日本\"", ["Subject p0"]), ("\"語\"", ["Subject p0"]), ("日語", []),
            ("添付", ["Subject p0"]), ("pdf添付", ["Subject p0"]), ("テキスト", ["Subject p0"]),
            ("국어", ["Subject p1"]), ("문장", ["Subject p1"]), ("角", ["Subject p2"]),
        ] {
            #expect(try await fixture.found(query) == subjects, "\(query)")
        }
    }

    @Test("no one's text is an operator of the index")
    func operators() async throws {
        try await fixture.download("NEAR the river")
        try await fixture.index()
        for query in [
            "\\*", "\"*)(NEAR\"", "NEAR(a", "body:*", "from:^ann", "\"\\\"\"", "{x}", "a*b", "+",
            "';--", "\"near\\\" OR \\\"x\"", "col:x", "\0",
        ] {
            // Whatever it finds, it is no fault of the store.
            do {
                _ = try await fixture.found(query)
            } catch is QueryFault {
                continue
            }
        }
        #expect(try await fixture.found("\"near\\\" OR \\\"river\"").isEmpty)
    }

    @Test("subject and people are found before they are indexed, texts afterwards")
    func waiting() async throws {
        try await fixture.download("an invoice")
        #expect(try await fixture.found("ann subject:p0") == ["Subject p0"])
        #expect(try await fixture.found("invoice").isEmpty)
        #expect(try await store.unindexedMessages() == 1)
        try await fixture.index()
        try await fixture.download("an invoice", named: "later")
        #expect(try await store.unindexedMessages() == 1)
        #expect(try await fixture.found("invoice") == ["Subject p0"])
        #expect(try await fixture.found("subject:later0") == ["Subject later0"])
        try await fixture.index()
        #expect(try await fixture.found("invoice").count == 2)
        #expect(try await store.unindexedMessages() == 0)
    }

    @Test("signs that are no letters are found in subjects")
    func signs() async throws {
        let inbox = try await fixture.imap().mailboxes[0]
        var arrival = Fixture.arrival(1)
        arrival.envelope.subject = "100 % 🎉"
        _ = try await store.merge(RemoteNews(mailbox: inbox, generation: 1, arrivals: [arrival]))
        try await fixture.index()
        #expect(try await fixture.found("🎉").count == 1)
        #expect(try await fixture.found("%").count == 1)
        #expect(try await fixture.found("_").isEmpty)
    }

    @Test("terms about flags, labels, dates, sizes and places")
    func terms() async throws {
        let inbox = try await fixture.imap().mailboxes[0]
        let keyword = try #require(Keyword("$label1"))
        var arrivals = [
            Fixture.arrival(1, flags: [.seen, .flagged]),
            Fixture.arrival(2, keywords: [keyword], size: 5_000),
            Fixture.arrival(3, flags: .deleted, size: nil),
        ]
        arrivals[1].attachments = 1
        _ = try await store.merge(RemoteNews(mailbox: inbox, generation: 1, arrivals: arrivals))
        for (query, numbers) in [
            ("is:unread", [2]), ("is:flagged", [1]), ("-is:flagged", [3, 2]), ("is:deleted", [3]),
            ("label:$LABEL1", [2]), ("label:label1", []), ("has:attachment", [2]),
            ("larger:4K", [2]), ("smaller:4K", [1]), ("in:INBOX", [3, 2, 1]), ("in:archive", []),
            ("account:work", [3, 2, 1]), ("account:none", []), ("before:1970-01-01", []),
            ("after:1970-01-01", [3, 2, 1]), ("~A", [3, 2, 1]), ("-~A", []),
            ("is:unread OR m1", [2, 1]), ("-(is:unread OR m1)", [3]), ("is:unread -m2", []),
        ] {
            let expected = numbers.map { "Subject m\($0)" }
            #expect(try await fixture.found(query) == expected, "\(query)")
        }
    }

    @Test("what was deleted is not found, and what moved is found where it is")
    func gone() async throws {
        let entries = try await fixture.download("invoice one", "invoice two")
        try await fixture.index()
        try await fixture.apply(.expunge([entries[0]]))
        #expect(try await fixture.found("invoice") == ["Subject p1"])
        try await fixture.apply(.move([entries[1]], to: .role(.trash)))
        #expect(try await fixture.found("invoice in:trash") == ["Subject p1"])
        #expect(try await fixture.found("invoice in:inbox").isEmpty)
    }

    @Test("paging through what is found shows every row once")
    func paging() async throws {
        let inbox = try await fixture.imap().mailboxes[0]
        try await fixture.arrive(1...200, in: inbox)
        try await fixture.index()
        let query = try Query("subject -m1", now: .init(seconds: 0))
        let all = try await store.search(query, limit: 1_000)
        #expect(all.count == 200 - 111)
        var paged: [EntryID] = []
        while true {
            let page = try await store.search(query, after: paged.last, limit: 7)
            paged += page.map(\.id)
            if page.count < 7 { break }
        }
        #expect(paged == all.map(\.id))
        let window = try await store.window(
            ListRequest(
                scope: .mailbox(inbox), query: query, anchor: .entry(all[40].id), before: 5,
                after: 5))
        #expect(window.rows == Array(all[35..<45]))
        #expect(window.hasEarlierRows && window.hasLaterRows)
    }
}
