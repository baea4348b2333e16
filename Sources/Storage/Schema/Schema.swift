import GRDB

/// What the mail file looks like, and how older ones become so.
///
/// Tables are STRICT and columns NOT NULL: 0, '' or x'' stand where nothing is known, because
/// SQLite takes two NULLs for different in a unique key. A released version is never edited.
enum Schema {
    /// "MRTL" in ASCII: tells our files from those of other programs.
    static let mailApplication: Int32 = 0x4D52_544C
    /// "MRTB": the cache of bodies.
    static let bodyApplication: Int32 = 0x4D52_5442

    /// What one file is made of.
    struct Format: Sendable {
        var application: Int32
        /// The steps from an empty file on; their count is the file's version.
        var steps: [String]
        /// The only copy of what it holds.
        var isPrecious = true

        var version: Int { steps.count }
    }

    static let mail = Format(
        application: mailApplication,
        steps: [
            accounts + messages + entries + counts + removal + undo + maildrop, senderCharsets,
            undoneMailboxes + retention + filtering + searchQueue + maildropVisits,
        ])

    static let bodies = Format(application: bodyApplication, steps: [bodyTables], isPrecious: false)

    /// Takes a file from the version it has to ours, in one transaction a step.
    ///
    /// Looks first and writes only where something is missing, so that a start costs nothing.
    static func migrate(_ db: Database, to format: Format, path: String) throws {
        while true {
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard version <= format.version else {
                throw StoreFault.newer(path: path, version: version)
            }
            guard version >= 0, version < format.version else { return }
            try db.inTransaction(.immediate) {
                // Another process may have been here while we waited for the lock.
                let current = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                guard current == version else { return .rollback }
                try db.execute(sql: format.steps[version])
                try db.execute(sql: "PRAGMA application_id = \(format.application)")
                try db.execute(sql: "PRAGMA user_version = \(version + 1)")
                return .commit
            }
        }
    }
}
