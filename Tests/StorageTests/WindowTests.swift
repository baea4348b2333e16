import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct WindowTests {
    private let fixture: Fixture
    private let inboxes: [MailboxID]
    private var store: Store { fixture.store }

    /// Two inboxes with 60 messages, some of them of the same second.
    init() async throws {
        fixture = try Fixture()
        var inboxes: [MailboxID] = []
        for name in ["work", "home"] {
            let inbox = try await fixture.imap(name).mailboxes[0]
            let arrivals = (Int64(1)...30).map { number in
                RemoteArrival(
                    number: number, flags: number.isMultiple(of: 3) ? [] : .seen,
                    envelope: Fixture.envelope("\(name)\(number)", date: number / 4))
            }
            _ = try await fixture.store.merge(
                RemoteNews(mailbox: inbox, generation: 1, arrivals: arrivals))
            inboxes.append(inbox)
        }
        self.inboxes = inboxes
    }

    static let scopes: [(ListOrder, Bool)] = [
        (.newestFirst, false), (.oldestFirst, false), (.newestFirst, true), (.oldestFirst, true),
    ]

    private func scope(_ isUnified: Bool) -> ListScope {
        isUnified ? .unified(.inbox) : .mailbox(inboxes[0])
    }

    private func window(
        _ scope: ListScope, _ order: ListOrder, _ anchor: ListRequest.Anchor, before: Int = 0,
        after: Int = 7
    ) async throws -> ListSnapshot {
        try await store.window(
            ListRequest(scope: scope, order: order, anchor: anchor, before: before, after: after))
    }

    @Test("paging forth and back shows every row exactly once", arguments: scopes)
    func paging(order: ListOrder, isUnified: Bool) async throws {
        let scope = scope(isUnified)
        let all = try await window(scope, order, .first, after: 100)
        #expect(all.rows.count == (isUnified ? 60 : 30))
        #expect(!all.hasEarlierRows && !all.hasLaterRows)
        let dates = all.rows.map(\.date)
        #expect(order == .newestFirst ? dates == dates.sorted(by: >) : dates == dates.sorted())
        var page = try await window(scope, order, .first)
        var forth = page.rows
        while page.hasLaterRows {
            let last = try #require(page.rows.last)
            page = try await window(scope, order, .entry(last.id), after: 8)
            #expect(page.rows.first == last)
            #expect(page.firstPosition == forth.count - 1)
            forth += page.rows.dropFirst()
        }
        #expect(forth == all.rows)
        page = try await window(scope, order, .last)
        var back = page.rows
        while page.hasEarlierRows {
            let first = try #require(page.rows.first)
            page = try await window(scope, order, .entry(first.id), before: 7, after: 0)
            back = page.rows + back
        }
        #expect(back == all.rows)
    }

    @Test("a position is found exactly, beyond the end the last rows are shown", arguments: scopes)
    func positions(order: ListOrder, isUnified: Bool) async throws {
        let scope = scope(isUnified)
        let all = try await window(scope, order, .first, after: 100).rows
        for position in [0, 1, 11, all.count - 1] {
            let page = try await window(scope, order, .position(position), before: 2, after: 3)
            let first = max(0, position - 2)
            #expect(page.firstPosition == first)
            #expect(page.rows == Array(all[first..<min(all.count, position + 3)]))
            #expect(page.hasEarlierRows == (first > 0))
        }
        for position in [all.count, Int.max] {
            let page = try await window(scope, order, .position(position), after: 3)
            #expect(page.rows == Array(all.suffix(3)))
        }
        #expect(try await window(scope, order, .position(-5), after: 1).rows == [all[0]])
    }

    @Test("an entry that left the list still holds its place")
    func anchorThatLeft() async throws {
        let scope = ListScope.mailbox(inboxes[0])
        let rows = try await window(scope, .newestFirst, .first, after: 100).rows
        try await fixture.apply(.move([rows[10].id], to: .role(.archive)))
        let page = try await window(scope, .newestFirst, .entry(rows[10].id), before: 1, after: 1)
        #expect(page.rows.map(\.id) == [rows[9].id, rows[11].id])
        let gone = try await window(scope, .newestFirst, .entry(EntryID(999_999)), after: 1)
        #expect(gone.rows.map(\.id) == [rows[0].id])
    }

    @Test(
        "an empty list is an empty window",
        arguments: [
            ListRequest.Anchor.first, .last, .position(4), .entry(EntryID(1)),
        ])
    func empty(anchor: ListRequest.Anchor) async throws {
        let page = try await window(.unified(.drafts), .newestFirst, anchor)
        #expect(page.rows.isEmpty && !page.hasEarlierRows && !page.hasLaterRows)
        #expect(page.firstPosition == 0)
        #expect(page.counts == MailboxCounts())
    }

    @Test("counts are those of the whole scope")
    func counts() async throws {
        let page = try await window(.unified(.inbox), .newestFirst, .first, after: 1)
        #expect(page.counts == MailboxCounts(total: 60, unread: 20, flagged: 0))
    }

    @Test(
        "far down a position is not counted",
        arguments: [
            Limits.positionCount, Limits.positionCount + 1,
        ])
    func positionLimit(place: Int) async throws {
        let mailbox = try await fixture.imap("big").mailboxes[0]
        try await fixture.arrive(1...Int64(Limits.positionCount + 2), in: mailbox)
        let row = try await window(.mailbox(mailbox), .newestFirst, .position(place), after: 1)
        let entry = try #require(row.rows.first).id
        let page = try await window(.mailbox(mailbox), .newestFirst, .entry(entry), after: 1)
        #expect(page.firstPosition == (place <= Limits.positionCount ? place : nil))
        #expect(row.firstPosition == place)
    }

    @Test("the next unread entry follows the order of the list", arguments: scopes)
    func nextUnread(order: ListOrder, isUnified: Bool) async throws {
        let scope = scope(isUnified)
        let unread = try await window(scope, order, .first, after: 100).rows
            .filter { !$0.flags.contains(.seen) }.map(\.id)
        var found: [EntryID] = []
        var last: EntryID?
        while let next = try await store.nextUnread(in: scope, order: order, after: last) {
            found.append(next)
            last = next
        }
        #expect(found == unread)
    }

    @Test("words are looked for in subject and people, each of them, in any case")
    func words() async throws {
        let scope = ListScope.unified(.inbox)
        func found(_ text: String) async throws -> [ListRow] {
            try await store.search(Query(text, now: .init(seconds: 0)), in: scope, limit: 100)
        }
        #expect(try await found("HOME7").count == 1)
        #expect(try await found("ann work3").count == 2)
        #expect(try await found("bob nobody").isEmpty)
        #expect(try await found("%").isEmpty)
        #expect(try await found("\"_ork\"").isEmpty)
        let query = try Query("work1", now: .init(seconds: 0))
        let page = try await store.window(ListRequest(scope: scope, query: query, after: 100))
        #expect(page.rows.count == 11)
        #expect(page.counts.total == 60)
        let next = try await store.nextMatch(
            in: scope, order: .newestFirst, query: query, after: page.rows[3].id)
        #expect(next == page.rows[4].id)
    }

    @Test("a window has a limit")
    func limits() async throws {
        let mailbox = try await fixture.imap("big").mailboxes[0]
        try await fixture.arrive(1...Int64(Limits.windowRows + 1), in: mailbox)
        for wanted in [Limits.windowRows - 1, Limits.windowRows + 1] {
            let page = try await window(.mailbox(mailbox), .newestFirst, .first, after: wanted)
            #expect(page.rows.count == min(wanted, Limits.windowRows))
            #expect(page.hasLaterRows)
        }
    }

    @Test("letters beyond ASCII match in either case")
    func foreignLetters() async throws {
        var arrival = Fixture.arrival(99)
        arrival.envelope.subject = "Ärger über GRÖSSE"
        _ = try await store.merge(
            RemoteNews(mailbox: inboxes[0], generation: 1, arrivals: [arrival]))
        for word in ["ärger", "ÄRGER", "Über", "größe".uppercased(), "grösse"] {
            let found = try await store.search(
                Query(word, now: .init(seconds: 0)), in: .mailbox(inboxes[0]), limit: 5)
            #expect(found.count == 1, "\(word)")
        }
    }

    @Test("entries marked deleted are shown and not counted")
    func deletedFlag() async throws {
        let row = try await window(.mailbox(inboxes[0]), .newestFirst, .first).rows[0]
        try await fixture.apply(.flags([row.id], add: .deleted, remove: []))
        let page = try await window(.mailbox(inboxes[0]), .newestFirst, .first, after: 100)
        #expect(page.rows.count == 30 && page.counts.total == 29)
    }

    @Test("lists and windows use their indexes and sort nothing")
    func plans() async throws {
        let key = ListKey(date: 5, entry: 5)
        for (order, _) in WindowTests.scopes {
            for start in [ListSource.Start.end, .at(key), .past(key)] {
                for isUnread in [true, false] {
                    for columns in [StoredRow.columns, ListSource.keyColumns] {
                        try await checkPlan(order, start, isUnread, columns)
                    }
                }
            }
        }
    }

    private func checkPlan(
        _ order: ListOrder, _ start: ListSource.Start, _ isUnread: Bool, _ columns: String
    ) async throws {
        let scope = ListScope.mailbox(inboxes[0])
        let plan = try await store.read { db in
            var source = try ListSource(db, scope: scope)
            source.unreadOnly = isUnread
            let sql = source.sql(order, from: start, columns: columns)
            let count = sql.filter { $0 == "?" }.count
            let rows = try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + sql,
                arguments: StatementArguments([Int](repeating: 1, count: count)))
            return rows.map { $0["detail"] as String }.joined(separator: "\n")
        }
        #expect(!plan.contains("SCAN"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        #expect(plan.contains(isUnread ? "entry_unread" : "entry_list"), "\(plan)")
        if columns == ListSource.keyColumns, !isUnread {
            #expect(plan.contains("COVERING"), "\(plan)")
        }
    }
}
