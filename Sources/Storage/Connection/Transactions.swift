import GRDB
import Mail

/// Who waits for a write.
enum WritePriority {
    case person, background
}

/// How much a commit must survive (sqlite.org/pragma.html#pragma_synchronous).
enum Durability {
    /// A killed process loses nothing, a power cut may lose the last moments.
    case normal
    /// On the disk when the commit returns.
    case full
}

extension Store {
    /// One write transaction; whatever it touched is told once it is committed.
    ///
    /// Not cut short by cancelling the task: a wish is done whole or not at all. With the number
    /// of a change, listeners learn that it is through even where it touched nothing.
    func write<Value: Sendable>(
        _ priority: WritePriority, _ durability: Durability = .normal,
        as change: ChangeNumber? = nil,
        _ work: @escaping @Sendable (Database, inout Touched) throws -> Value
    ) async throws(StoreFault) -> Value {
        if let change { hub.begin(change) }
        if priority == .background { await gate.enter() }
        defer { if priority == .background { gate.leave() } }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [self] db in
                continuation.resume(returning: Result { try commit(db, durability, change, work) })
            }
        }
        return try unwrap(result)
    }

    /// The same for the few writes at the start, before anything runs.
    func writeNow<Value>(
        _ work: (Database, inout Touched) throws -> Value
    ) throws(StoreFault) -> Value {
        try unwrap(
            Result {
                try pool.writeWithoutTransaction { db in try commit(db, .normal, nil, work) }
            })
    }

    /// One read as of one commit, of the mail file or of another; never waits for the writer.
    func read<Value: Sendable>(
        from file: DatabasePool? = nil, _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreFault) -> Value {
        let file = file ?? pool
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            file.asyncRead { connection in
                continuation.resume(returning: Result { try work(connection.get()) })
            }
        }
        return try unwrap(result, of: file)
    }

    func unwrap<Value>(
        _ result: Result<Value, any Error>, of file: DatabasePool? = nil
    ) throws(StoreFault) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let error):
            if (file ?? pool) === pool { soundness.note(error) }
            throw StoreFault(error, path: (file ?? pool).path)
        }
    }

    private func commit<Value>(
        _ db: Database, _ durability: Durability, _ change: ChangeNumber?,
        _ work: (Database, inout Touched) throws -> Value
    ) throws -> Value {
        if durability == .full { try db.execute(sql: "PRAGMA synchronous = FULL") }
        var touched = Touched()
        let outcome = Result {
            try Store.transaction(db) { db in try work(db, &touched) }
        }
        if durability == .full { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        if let change { hub.end(change) }
        let value = try outcome.get()
        checkpointer.committed(db)
        if change != nil || !touched.isEmpty { hub.publish(touched) }
        return value
    }

    /// All or nothing; the write lock is taken at once, so that no upgrade can fail midway.
    static func transaction<Value>(
        _ db: Database, _ work: (Database) throws -> Value
    ) throws -> Value {
        try db.beginTransaction(.immediate)
        do {
            let value = try work(db)
            try db.commit()
            return value
        } catch {
            // SQLite has rolled back by itself after some failures, such as a full disk.
            if db.isInsideTransaction { try db.rollback() }
            throw error
        }
    }
}
