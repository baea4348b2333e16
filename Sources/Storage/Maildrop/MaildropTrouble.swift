import GRDB
import Mail

/// Messages at which a visit broke off, so that the others come first the next time.
extension Store {
    /// How often a visit broke off at each message.
    public func maildropTroubles(
        of account: AccountID
    ) async throws(StoreFault) -> [MaildropItem.ID: Int] {
        try await read { db in
            let rows = try db.cursor(
                """
                SELECT unique_id, ordinal, failures FROM maildrop_trouble WHERE account_id = ?
                LIMIT \(Limits.troubles)
                """, [account.rawValue])
            var troubles: [MaildropItem.ID: Int] = [:]
            while let row = try rows.next() {
                troubles[MaildropItem.ID(uniqueID: row[0], ordinal: row[1])] = row[2]
            }
            return troubles
        }
    }

    /// What a download counts that the server made impossible, where a lost line counts 1.
    public static let brokenDownload = 1_000

    /// A visit broke off at this message.
    public func noteMaildropTrouble(
        at item: MaildropItem.ID, isBroken: Bool, of account: AccountID
    ) async throws(StoreFault) {
        try await write(.background) { db, _ in
            try db.run(
                """
                INSERT INTO maildrop_trouble (account_id, unique_id, ordinal, failures)
                VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET failures = min(failures + ?4, 1000000)
                """,
                [
                    account.rawValue, item.uniqueID, item.ordinal,
                    isBroken ? Store.brokenDownload : 1,
                ])
        }
    }

    /// A visit came to its end.
    public func forgetMaildropTroubles(
        of account: AccountID, except listed: Set<MaildropItem.ID> = []
    ) async throws(StoreFault) {
        let gone = try await maildropTroubles(of: account).keys.filter { !listed.contains($0) }
        guard !gone.isEmpty else { return }
        try await write(.background) { db, _ in
            for item in gone {
                try db.run(
                    """
                    DELETE FROM maildrop_trouble
                    WHERE account_id = ? AND unique_id = ? AND ordinal = ?
                    """, [account.rawValue, item.uniqueID, item.ordinal])
            }
        }
    }
}
