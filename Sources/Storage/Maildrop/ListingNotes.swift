import GRDB
import Mail

/// What a listing changes in what is remembered of the maildrop: found by reading, so that writing
/// is short.
struct ListingNotes: Sendable {
    /// One row that changes.
    struct Note: Sendable {
        var row: Int64
        var isListed: Bool
        var isGone: Bool
        /// By the server's word; -1 where it did not say.
        var size: Int

        func write(_ db: Database, at moment: Timestamp) throws {
            try db.run(
                """
                UPDATE maildrop_item SET is_absent = ?2,
                    last_listed = CASE WHEN ?2 = 0 THEN ?3 ELSE last_listed END,
                    list_size = CASE WHEN list_size < 0 THEN ?4 ELSE list_size END,
                    state = CASE WHEN ?5 = 1 AND state IN (2, 4, 6) THEN 3 ELSE state END
                WHERE id = ?1
                """,
                [row, isListed ? 0 : 1, moment.seconds, size, isGone ? 1 : 0])
        }
    }

    private struct Name: Hashable {
        var uniqueID: String
        var ordinal: Int
    }

    private(set) var notes: [Note] = []

    /// Seconds after which nobody looks any more for what is missing.
    private static let patience: Int64 = 90 * 86_400

    init(
        _ db: Database, of account: AccountID, listed: [ListedItem], at moment: Timestamp,
        isKnownWhole: Bool
    ) throws {
        let sizes = Dictionary(
            listed.map { (Name(uniqueID: $0.uniqueID, ordinal: $0.ordinal), $0.size) },
            uniquingKeysWith: { first, _ in first })
        let rows = try db.cursor(
            """
            SELECT id, unique_id, ordinal, state, is_absent, last_listed, list_size
            FROM maildrop_item WHERE account_id = ? AND state <> 3
            """, [account.rawValue])
        while let row = try rows.next() {
            let name = Name(uniqueID: row[1], ordinal: row[2])
            let state = MaildropItem.State(rawValue: row[3])
            let isToGo =
                state == .deletePending || state == .deleteConfirmed || state == .deleteBelied
            if name.uniqueID.isEmpty {
                guard isToGo, listed.isEmpty else { continue }
                notes.append(Note(row: row[0], isListed: false, isGone: true, size: -1))
                continue
            }
            let size = sizes[name]
            let isAbsent: Bool = row[4]
            let lastListed: Int64 = row[5]
            let knownSize: Int = row[6]
            // A day's precision is enough, and spares writing every row every time.
            let isStale = size != nil && lastListed < moment.seconds - 86_400
            let lacksSize = size != nil && knownSize < 0
            let isGone =
                size == nil && isToGo
                && (isKnownWhole || lastListed < moment.seconds - ListingNotes.patience)
            guard isAbsent == (size != nil) || isStale || lacksSize || isGone else { continue }
            notes.append(
                Note(row: row[0], isListed: size != nil, isGone: isGone, size: size ?? -1))
        }
    }
}
