import GRDB

/// What SQLite says of the file's own order.
enum StoreCheck {
    /// What is wrong, in SQLite's words; empty when nothing is.
    static func words(_ db: Database, _ depth: Soundness.Depth) throws -> [String] {
        switch depth {
        case .everything:
            return try words(db, "quick_check(\(Limits.checkWords))")
        case .tables:
            // The octets of messages have a hash of their own.
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main'
                        AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'chunk'
                    """)
            for table in tables {
                let words = try words(db, "quick_check('\(table)')")
                if !words.isEmpty { return words }
            }
            return []
        }
    }

    static func words(_ db: Database, _ pragma: String) throws -> [String] {
        try String.fetchAll(db, sql: "PRAGMA \(pragma)").filter { $0 != "ok" }
    }
}
