import GRDB

/// How connections are opened: the same rules for every file of the store.
struct Opening: Sendable {
    let path: String
    let format: Schema.Format
    /// Pragmas for each connection beyond the usual ones; tests make disks small with it.
    var extraPragmas: [String] = []

    /// Opens the file, making or migrating it where needed.
    func pool() throws(StoreFault) -> (DatabasePool, Soundness) {
        let isUnfinished = try StoreFile(path: path).prepare(as: format)
        // A cache may be thrown away: nobody has to know how it was left.
        let lock = format.isPrecious ? try StoreLock.share(path) : nil
        let soundness = Soundness(lock, store: path)
        do {
            if isUnfinished { try create() }
            let pool = try DatabasePool(path: path, configuration: configuration("store"))
            try pool.writeWithoutTransaction { db in
                try Schema.migrate(db, to: format, path: path)
            }
            return (pool, soundness)
        } catch {
            throw StoreFault(error, path: path)
        }
    }

    /// A connection of its own beside the pool.
    func queue(_ label: String) throws(StoreFault) -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: path, configuration: configuration(label))
        } catch {
            throw StoreFault(error, path: path)
        }
    }

    /// Fills an empty file under a rollback journal.
    ///
    /// So the header, by which the file is known as ours, is in the file itself and not only in
    /// a write-ahead log that may be lost.
    ///
    /// What is deleted later can be given back to the disk in small pieces; that has to be said
    /// before the first table is made (sqlite.org/pragma.html#pragma_auto_vacuum). It writes the
    /// header, so that whose the file is has to be in the same transaction; a transaction that has
    /// begun to write already would refuse it.
    func create() throws(StoreFault) {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration("creation"))
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.deferred) {
                    try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
                    try db.execute(sql: "PRAGMA application_id = \(format.application)")
                    return .commit
                }
                try Schema.migrate(db, to: format, path: path)
            }
            try queue.close()
            try DiskSync.folder(of: path)
        } catch {
            throw StoreFault(error, path: path)
        }
    }

    private func configuration(_ label: String) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.maximumReaderCount = 3
        let pragmas = Opening.pragmas + extraPragmas
        configuration.prepareDatabase { db in
            // The writer keeps what one batch of news touches; readers only what a window does.
            let cache = db.configuration.readonly ? 1_000 : 6_000
            for pragma in ["cache_size = -\(cache)"] + pragmas {
                try db.execute(sql: "PRAGMA \(pragma)")
            }
        }
        return configuration
    }

    /// Memory mapping stays off: a failing disk must be an error, not a signal.
    private static let pragmas = [
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "temp_store = MEMORY",
        "wal_autocheckpoint = 0",
        "journal_size_limit = 16777216",
    ]
}
