import GRDB
import Mail

/// How long mail may lie in the Trash or Junk of this computer.
public struct Retention: Hashable, Sendable {
    public var role: MailboxRole
    public var seconds: Int64

    public init(_ role: MailboxRole, seconds: Int64) {
        self.role = role
        self.seconds = seconds
    }
}

/// What one look through Trash and Junk did.
public struct SweepReport: Hashable, Sendable {
    /// Messages deleted for good, by the mailbox they lay in.
    public var removed: [MailboxRole: Int]
    /// The clock is behind the last look, so that nothing was removed.
    public var isClockBehind: Bool

    public init(removed: [MailboxRole: Int] = [:], isClockBehind: Bool = false) {
        self.removed = removed
        self.isClockBehind = isClockBehind
    }
}

extension Store {
    /// Deletes for good what lay longer in Trash or Junk than it may, oldest first.
    ///
    /// Only in mailboxes of this computer, a few messages in a transaction, so that no key waits
    /// for it. Mail of which the store does not know when it came there counts from now on.
    /// While the clock is behind an earlier look, nothing is removed.
    public func sweep(
        _ account: AccountID, _ retentions: [Retention], at now: Timestamp
    ) async throws(StoreFault) -> SweepReport {
        guard try await beginSweep(of: account, at: now) else {
            return SweepReport(isClockBehind: true)
        }
        var report = SweepReport()
        for retention in retentions where retention.seconds > 0 {
            let (limit, overflows) = now.seconds.subtractingReportingOverflow(retention.seconds)
            let place = try await place(of: account, role: retention.role)
            guard !overflows, let place else { continue }
            while !Task.isCancelled {
                let count = try await write(.background) { db, touched in
                    try SweepPiece(db: db).remove(from: place, upTo: limit, &touched)
                }
                guard count > 0 else { break }
                report.removed[retention.role, default: 0] += count
            }
        }
        return report
    }

    /// Forgets when the clock was looked at last: without retention it is of no use.
    public func endSweeps(of account: AccountID) async throws(StoreFault) {
        let swept = try await read { db in
            try db.number("SELECT swept FROM account WHERE id = ?", [account.rawValue])
        }
        guard let swept, swept != 0 else { return }
        try await write(.background) { db, _ in
            try db.run("UPDATE account SET swept = 0 WHERE id = ?", [account.rawValue])
        }
    }

    /// Deletes what emptying a mailbox has hidden and no server must hear of.
    ///
    /// Goes on where a crash cut it short. Answers how many messages went.
    @discardableResult
    public func removeEmptied() async throws(StoreFault) -> Int {
        var total = 0
        while !Task.isCancelled {
            let count = try await write(.background) { db, touched in
                try SweepPiece(db: db).removeHidden(&touched)
            }
            guard count > 0 else { break }
            total += count
        }
        return total
    }

    /// Looks at the clock and gives a moment to what has none; false where the clock is behind.
    private func beginSweep(
        of account: AccountID, at now: Timestamp
    ) async throws(StoreFault) -> Bool {
        let undated = try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: SweepPiece.undated),
                arguments: [account.rawValue, now.seconds]
            ).map { $0[0] as Int64 }
        }
        let isBehind = try await write(.background) { db, _ in
            let swept = try db.number(
                "SELECT swept FROM account WHERE id = ?", [account.rawValue])
            guard let swept, swept <= now.seconds else { return true }
            try db.run(
                "UPDATE account SET swept = ? WHERE id = ?", [now.seconds, account.rawValue])
            return false
        }
        guard !isBehind else { return false }
        var rest = undated[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Limits.datedAtOnce)
            rest = rest.dropFirst(piece.count)
            try await write(.background) { db, _ in
                for entry in piece {
                    try db.run(
                        "UPDATE entry SET discarded = ? WHERE id = ?", [now.seconds, entry])
                }
            }
        }
        return true
    }
}

/// One transaction of deleting for good: few enough messages that a person's change can wait.
private struct SweepPiece {
    let db: Database

    /// In Trash or Junk without a moment, or with one that no right clock can have given.
    static let undated = """
        SELECT e.id FROM mailbox b
        CROSS JOIN entry e ON e.mailbox_id = b.id
        CROSS JOIN message m ON m.id = e.message_id
        WHERE b.account_id = ? AND b.role IN ('trash', 'junk') AND b.is_on_server = 0
            AND e.is_expunged = 0
            AND (e.discarded = 0 OR e.discarded > ? OR e.discarded < m.received)
        """

    func remove(
        from mailbox: MailboxID, upTo limit: Int64, _ touched: inout Touched
    ) throws -> Int {
        let due = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.id, m.size FROM entry e
                    JOIN mailbox b ON b.id = e.mailbox_id JOIN message m ON m.id = e.message_id
                    WHERE e.mailbox_id = ? AND b.is_on_server = 0 AND e.discarded > 0
                        AND e.discarded <= ? AND e.is_expunged = 0
                    ORDER BY e.discarded LIMIT ?
                    """), arguments: [mailbox.rawValue, limit, Limits.sweptAtOnce])
        return try remove(due, &touched)
    }

    func removeHidden(_ touched: inout Touched) throws -> Int {
        let hidden = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.id, m.size FROM entry e JOIN message m ON m.id = e.message_id
                    WHERE e.is_expunged = 1 AND e.is_tracked = 0 LIMIT ?
                    """), arguments: [Limits.sweptAtOnce])
        return try remove(hidden, &touched)
    }

    private func remove(_ rows: [Row], _ touched: inout Touched) throws -> Int {
        var octets: Int64 = 0
        var count = 0
        for row in rows where octets < Limits.sweptOctets {
            try EntryRemoval(db: db).remove(row[0], &touched)
            octets = octets.addingReportingOverflow(max(row[1], 0)).partialValue
            count += 1
        }
        return count
    }
}
