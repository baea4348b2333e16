import GRDBSQLite
import Mail
import Storage

/// Looks into a store as it lies on the disk, while no program uses it.
struct StoreReader {
    let path: String

    /// The octets of every message that a person can see.
    func messages() async throws -> [[UInt8]] {
        guard Files.exists(path) else { return [] }
        let store = try Store(mail: path, bodies: path + "-bodies")
        defer { store.close() }
        var messages: [[UInt8]] = []
        for mailbox in try await store.mailboxes() where mailbox.counts.total > 0 {
            let page = try await store.window(
                ListRequest(scope: .mailbox(mailbox.id), after: 1_000))
            for row in page.rows {
                messages.append(try await store.octets(of: row.message) ?? [])
            }
        }
        return messages
    }

    /// Nil when SQLite finds nothing wrong with the file.
    func damage() throws(ProofFault) -> String? {
        var database: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
            return "SQLite cannot open it"
        }
        for (question, wanted) in [
            ("PRAGMA integrity_check", ["ok"]), ("PRAGMA foreign_key_check", []),
        ] {
            let answer = try StoreReader.rows(question, of: database)
            if answer != wanted { return answer.prefix(5).joined(separator: "; ") }
        }
        return nil
    }

    private static func rows(
        _ question: String, of database: OpaquePointer?
    ) throws(ProofFault) -> [String] {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, question, -1, &statement, nil) == SQLITE_OK else {
            return [String(cString: sqlite3_errmsg(database))]
        }
        var rows: [String] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
            case SQLITE_DONE:
                return rows
            default:
                return rows + [String(cString: sqlite3_errmsg(database))]
            }
        }
    }
}
