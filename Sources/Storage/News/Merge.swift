import GRDB
import Mail

/// Brings one mailbox into agreement with what its server reports.
struct Merge {
    private let db: Database
    private let news: RemoteNews
    private let account: AccountID
    private let awaitsNothing: Bool
    /// From which number on messages are news; 0: not known yet.
    private let newFrom: Int64
    private(set) var report = MergeReport()

    /// Nil where the news is of another generation and means nothing any more.
    init?(_ db: Database, _ news: RemoteNews) throws {
        let row = try db.row(
            "SELECT account_id, generation, new_from FROM mailbox WHERE id = ?",
            [news.mailbox.rawValue])
        guard let row else { throw StoreFault.notFound }
        let generation: Int64 = row[1]
        guard generation == 0 || generation == news.generation else { return nil }
        self.db = db
        self.news = news
        account = AccountID(row[0])
        awaitsNothing =
            try db.number(
                "SELECT 1 FROM entry WHERE awaited_in = ? AND awaited_in > 0 LIMIT 1",
                [news.mailbox.rawValue]) == nil
        if generation == 0 {
            try db.run(
                "UPDATE mailbox SET generation = ? WHERE id = ?",
                [news.generation, news.mailbox.rawValue])
        }
        let known: Int64 = row[2]
        newFrom = known > 0 ? known : news.newFrom ?? 0
        if known == 0, newFrom > 0 {
            try db.run(
                "UPDATE mailbox SET new_from = ? WHERE id = ?",
                [newFrom, news.mailbox.rawValue])
        }
    }

    mutating func run(_ touched: inout Touched) throws {
        for arrival in news.arrivals where arrival.number > 0 {
            try merge(arrival, &touched)
        }
        for flags in news.flags {
            if let known = try known(flags.number) {
                try merge(flags.flags, KeywordSet(flags.keywords), into: known, &touched)
            }
        }
        for range in news.vanished {
            try removeVanished(range, &touched)
        }
        if news.isComplete { try removeUnfound(&touched) }
        if let state = news.state {
            try db.run(
                "UPDATE mailbox SET sync_state = ? WHERE id = ?",
                [Blob.value(state.octets), news.mailbox.rawValue])
        }
    }

    /// An entry the server's number leads to.
    private struct Known {
        var id: Int64
        var mailbox: MailboxID
        var state: FlagState
    }

    private func known(_ number: Int64) throws -> Known? {
        let row = try db.row(
            """
            SELECT id, mailbox_id, \(FlagState.columns) FROM entry
            WHERE server_mailbox_id = ? AND server_generation = ? AND server_number = ?
                AND server_number > 0
            """, [news.mailbox.rawValue, news.generation, number])
        return row.map {
            Known(id: $0[0], mailbox: MailboxID($0[1]), state: FlagState(row: $0, from: 2))
        }
    }

    private mutating func merge(_ arrival: RemoteArrival, _ touched: inout Touched) throws {
        let identity = Identity.of(arrival.envelope)
        var found = try known(arrival.number)
        if found == nil, !awaitsNothing {
            let binding = Binding(db: db, mailbox: news.mailbox, generation: news.generation)
            if try binding.bind(arrival, identity: identity) {
                touched.accounts.insert(account)
                found = try known(arrival.number)
            }
        }
        if let found {
            try merge(arrival.flags, KeywordSet(arrival.keywords), into: found, &touched)
        } else {
            try add(arrival, identity: identity, &touched)
            touched.mailboxes.insert(news.mailbox)
        }
    }

    private mutating func add(
        _ arrival: RemoteArrival, identity: Int64, _ touched: inout Touched
    ) throws {
        let message = NewMessage(
            account: account, envelope: arrival.envelope, received: arrival.received,
            size: arrival.size, attachments: arrival.attachments, preview: arrival.preview)
        let entry = NewEntry(
            account: account, mailbox: news.mailbox, message: try message.insert(db),
            identity: identity, sortDate: message.sortDate, flags: arrival.flags,
            keywords: KeywordSet(arrival.keywords), isHeld: false,
            place: RemotePlace(
                mailbox: news.mailbox,
                id: RemoteID(generation: news.generation, number: arrival.number)))
        let id = try entry.insert(db)
        report.entries.append(id)
        report.added += 1
        let filing = try filing(of: arrival, identity: identity)
        if let filing { try file(id, filing, &touched) }
        if !arrival.flags.contains(.seen), filing?.isSeen != true { report.unread += 1 }
    }

    /// Filters take what is news, and no message a second time: another device may have put it
    /// back.
    private func filing(of arrival: RemoteArrival, identity: Int64) throws -> Filing? {
        guard let filing = arrival.filing, newFrom > 0, arrival.number >= newFrom else {
            return nil
        }
        try db.run(
            "INSERT OR IGNORE INTO filtered (account_id, identity) VALUES (?, ?)",
            [account.rawValue, identity])
        return db.changesCount > 0 ? filing : nil
    }

    /// A change like a person's, of which the server hears later.
    private mutating func file(
        _ entry: EntryID, _ filing: Filing, _ touched: inout Touched
    ) throws {
        let groups = [FiledEntries([entry], filing)]
        var writer = ChangeWriter(db, Change(.none, .file(groups), isUndoStep: false))
        let outcome = try writer.run()
        touched.merge(writer.touched)
        report.filed += outcome.affected
        report.unknownMailboxes.formUnion(outcome.unknownMailboxes)
    }

    private mutating func merge(
        _ flags: Flags, _ keywords: KeywordSet, into known: Known, _ touched: inout Touched
    ) throws {
        var state = known.state
        state.merge(flags: flags, keywords: keywords)
        guard state != known.state else { return }
        try state.write(to: known.id, db)
        touched.accounts.insert(account)
        guard state.flags != known.state.flags || state.keywords != known.state.keywords else {
            return
        }
        touched.mailboxes.insert(known.mailbox)
        report.changed += 1
    }

    /// What is on its way to another mailbox is awaited there; all else that vanished is gone.
    private mutating func removeVanished(
        _ range: ClosedRange<Int64>, _ touched: inout Touched
    ) throws {
        let gone = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, sent_mailbox_id FROM entry
                    WHERE server_mailbox_id = ? AND server_generation = ?
                        AND server_number BETWEEN ? AND ? AND server_number > 0
                    """),
            arguments: [
                news.mailbox.rawValue, news.generation, range.lowerBound, range.upperBound,
            ])
        for row in gone {
            let target: Int64 = row[1]
            if target > 0 {
                try db.run(
                    """
                    UPDATE entry SET server_mailbox_id = sent_mailbox_id, server_generation = 0,
                        server_number = 0, sent_mailbox_id = 0 WHERE id = ?
                    """, [row[0] as Int64])
                touched.accounts.insert(account)
            } else {
                try EntryRemoval(db: db).remove(row[0], &touched)
                report.removed += 1
            }
        }
    }

    /// The whole mailbox is known: what is still awaited in it and not in flight is not there.
    private mutating func removeUnfound(_ touched: inout Touched) throws {
        let unfound = try db.numbers(
            """
            SELECT id FROM entry
            WHERE awaited_in = ? AND awaited_in > 0 AND sent_mailbox_id = 0
            """, [news.mailbox.rawValue])
        for entry in unfound {
            try EntryRemoval(db: db).remove(entry, &touched)
            report.removed += 1
        }
    }
}

extension Store {
    /// Takes over what a server reports of a mailbox, with what its backend must remember of it.
    ///
    /// The person's changes win until the server acknowledges them. News of another generation
    /// than the mailbox's is too late and changes nothing.
    public func merge(_ news: RemoteNews) async throws(StoreFault) -> MergeReport {
        try await write(.background) { db, touched in
            guard var merge = try Merge(db, news) else { return MergeReport() }
            try merge.run(&touched)
            return merge.report
        }
    }
}
