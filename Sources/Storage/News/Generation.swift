import GRDB
import Mail

/// A mailbox whose server counts anew: the numbers it gave before mean nothing any more.
struct Generation {
    let db: Database
    let mailbox: MailboxID

    /// Takes the numbers from all entries and keeps everything else.
    ///
    /// They wait to be found again by their Message-ID. What was being sent to the old numbers is
    /// queued again: whether it was done shows when the entry is found, or not found.
    func begin(_ generation: Int64) throws {
        try db.run(
            "UPDATE mailbox SET generation = ?, sync_state = x'', new_from = 0 WHERE id = ?",
            [generation, mailbox.rawValue])
        try db.run(
            """
            UPDATE entry SET server_number = 0, server_generation = 0, sent_add = 0,
                sent_remove = 0, sent_keywords = '', sent_mailbox_id = 0, sent_expunge = 0
            WHERE server_mailbox_id = ? AND server_number > 0
            """, [mailbox.rawValue])
    }
}

extension Store {
    /// The server counts the mailbox anew (IMAP: UIDVALIDITY changed, RFC 9051 §2.3.1.1).
    ///
    /// Entries lose their numbers and nothing else; ``merge(_:)`` finds them again.
    public func beginGeneration(
        _ generation: Int64, of mailbox: MailboxID
    ) async throws(StoreFault) {
        try await write(.background) { db, touched in
            touched.accounts.insert(try Places(db: db).account(of: mailbox))
            try Generation(db: db, mailbox: mailbox).begin(generation)
        }
    }

    /// The numbers under which entries of a mailbox are known, as ascending runs.
    public func heldNumbers(
        in mailbox: MailboxID, generation: Int64
    ) async throws(StoreFault) -> [ClosedRange<Int64>] {
        try await read { db in
            let numbers = try Int64.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT server_number FROM entry
                        WHERE server_mailbox_id = ? AND server_generation = ?
                            AND server_number > 0 ORDER BY server_number
                        """), arguments: [mailbox.rawValue, generation])
            var runs: [ClosedRange<Int64>] = []
            while let number = try numbers.next() {
                if let last = runs.last, last.upperBound == number - 1 {
                    runs[runs.count - 1] = last.lowerBound...number
                } else {
                    runs.append(number...number)
                }
            }
            return runs
        }
    }

    /// What a backend remembers of a mailbox; nil: nothing.
    public func syncState(of mailbox: MailboxID) async throws(StoreFault) -> SyncState? {
        try await read { db in
            let row = try db.row(
                "SELECT sync_state FROM mailbox WHERE id = ?", [mailbox.rawValue])
            guard let octets = row.map({ Blob.octets($0, 0) }), !octets.isEmpty else {
                return nil
            }
            return SyncState(octets: octets)
        }
    }
}
