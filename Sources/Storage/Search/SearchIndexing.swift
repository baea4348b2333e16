import GRDB
import Mail

/// The right to write the search index, which one owner has at a time among all processes.
///
/// A message is indexed in two steps: a commit of the index, then one of the mail file that takes
/// it off the queue. A crash between the two leaves its row in the queue; the index knows that it
/// has the message, and does not take it twice.
public final class SearchIndexing: Sendable {
    private let store: Store
    private let lock: AccountLock

    fileprivate init(_ store: Store, _ lock: AccountLock) {
        self.store = store
        self.lock = lock
    }

    /// Messages to be indexed, the newest first; none when all is done.
    public func tasks(limit: Int) async throws(StoreFault) -> [SearchTask] {
        while true {
            let (tasks, below) = try await store.read { db in
                (try SearchTask.newest(limit, db), try SearchState(db).below)
            }
            if !tasks.isEmpty || below == 0 { return tasks }
            try await store.write(.background) { db, _ in try SearchFilling(db: db).fill() }
        }
    }

    /// Puts words into the index, and takes the messages off the queue.
    ///
    /// - Parameter texts: of messages that want one; without it only subject and people are kept.
    public func index(
        _ tasks: [SearchTask], texts: [MessageID: SearchText]
    ) async throws(StoreFault) {
        let token = Int64.random(in: 1...Int64.max)
        let ascending = tasks.sorted { $0.message < $1.message }
        try await change { index in
            let document = SearchDocument(index: index)
            try index.run("DELETE FROM last_batch")
            for task in ascending {
                try document.add(task, texts[task.message])
                try index.run(
                    "INSERT INTO last_batch (message_id, mark) VALUES (?, ?)",
                    [task.message.rawValue, task.mark])
            }
            try index.run(
                "UPDATE state SET previous = token, token = ? WHERE id = 1", [token])
        }
        try await store.write(.background) { db, _ in
            for task in ascending { try task.finish(db) }
            try db.run("UPDATE search_state SET token = ? WHERE id = 1", [token])
        }
    }

    /// Makes shards anew most of whose messages are gone; what is alive is queued again first.
    ///
    /// - Returns: whether there is something to be indexed again.
    public func tidy() async throws(StoreFault) -> Bool {
        let file = try await store.searchPool()
        let shards = try await store.read(from: file) { index in
            try SearchShard.all(index).map { shard in
                let range = shard.messages
                let held = try index.number(
                    "SELECT count(*) FROM document WHERE message_id >= ? AND message_id < ?",
                    [range.lowerBound, range.upperBound])
                return (shard: shard, held: held ?? 0)
            }
        }
        var isNews = false
        for (shard, held) in shards {
            let range = shard.messages
            let alive = try await store.read { db in
                try db.number(
                    """
                    SELECT count(DISTINCT message_id) FROM entry
                    WHERE message_id >= ? AND message_id < ?
                    """, [range.lowerBound, range.upperBound]) ?? 0
            }
            guard held - alive > Limits.deadMessages, alive * 2 < held else { continue }
            try await queue(shard)
            try await change { index in try shard.remove(index) }
            isNews = isNews || alive > 0
        }
        return isNews
    }

    private func queue(_ shard: SearchShard) async throws(StoreFault) {
        var start = shard.messages.lowerBound
        while start < shard.messages.upperBound {
            let piece = start..<min(start + Limits.queuedAtOnce, shard.messages.upperBound)
            try await store.write(.background) { db, _ in
                try SearchFilling(db: db).queue(piece)
            }
            start = piece.upperBound
        }
    }

    /// One commit of the index; a damaged one is thrown away, and the fault told.
    private func change(
        _ work: @escaping @Sendable (Database) throws -> Void
    ) async throws(StoreFault) {
        let file = try await store.searchPool()
        do throws(StoreFault) {
            try await store.write(file, work)
        } catch {
            if case .damaged = error { store.searchFile.discard(file) }
            throw error
        }
    }
}

extension Store {
    /// Takes the right to write the search index; nil while another has it.
    ///
    /// An index that is missing, of another version, or not of this mail file is begun anew: all
    /// messages are to be queued again, piece by piece.
    public func beginIndexing() async throws(StoreFault) -> SearchIndexing? {
        guard let lock = try AccountLock.acquire("\(pool.path).search.lock") else { return nil }
        let file = try await searchPool()
        if try await !isOurs(file) { try await beginIndex(file) }
        return SearchIndexing(self, lock)
    }

    /// How many messages are not indexed, as far as it is known without counting far.
    public func unindexedMessages() async throws(StoreFault) -> Int {
        try await read { [self] db in
            let state = try SearchState(db)
            let epoch = try searchFile.read { index in try IndexState(index).epoch }
            let below = epoch == state.epoch && state.epoch != 0 ? state.below : Int64.max
            let queued = try db.number("SELECT count(*) FROM search_queue") ?? 0
            let older = try db.number(
                """
                SELECT count(*) FROM message WHERE id < ?
                    AND id NOT IN (SELECT message_id FROM search_queue)
                """, [below])
            return Int(below > 0 ? queued + (older ?? 0) : queued)
        }
    }

    /// The first octets of a message, at least so many where it has them; nil: not held here.
    public func beginning(
        of message: MessageID, octets limit: Int
    ) async throws(StoreFault) -> [UInt8]? {
        let kept = try await read { db -> [UInt8]? in
            let raw = try db.number(
                "SELECT raw_id FROM message WHERE id = ?", [message.rawValue])
            guard let raw, raw > 0 else { return nil }
            return try ChunkedOctets.read(.raw(raw), db, atLeast: limit)
        }
        if let kept { return kept }
        guard bodyCache.exists else { return nil }
        let cache = try await openBodies()
        return try await read(from: cache) { db in
            try ChunkedOctets.read(.body(message.rawValue), db, atLeast: limit)
        }
    }

    /// Opened where waiting for the disk is allowed.
    func searchPool() async throws(StoreFault) -> DatabasePool {
        try await read { [searchFile] _ in try searchFile.writable() }
    }

    /// Whether the index is that of this mail file, as it was when both were last written.
    ///
    /// A mail file that was restored from a backup names an older commit, and its new messages
    /// have the numbers of others. After a crash between the two commits the messages of the last
    /// one are still queued, the very same.
    private func isOurs(_ file: DatabasePool) async throws(StoreFault) -> Bool {
        let (theirs, batch) = try await read(from: file) { index in
            let rows = try Row.fetchAll(index, sql: "SELECT message_id, mark FROM last_batch")
            return (
                try IndexState(index),
                Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as Int64) })
            )
        }
        return try await read { db in
            let ours = try SearchState(db)
            guard theirs.version == IndexState.currentVersion, theirs.epoch == ours.epoch,
                ours.epoch != 0
            else { return false }
            if theirs.token == ours.token { return true }
            guard theirs.previous == ours.token else { return false }
            return try batch.allSatisfy { message, mark in
                try SearchTask.queued(message, db)?.mark == mark
            }
        }
    }

    private func beginIndex(_ file: DatabasePool) async throws(StoreFault) {
        let epoch = Int64.random(in: 1...Int64.max)
        try await write(file) { index in
            for shard in try SearchShard.all(index) { try shard.remove(index) }
            try index.run(
                """
                UPDATE state SET version = ?, epoch = ?, token = ?, previous = ? WHERE id = 1
                """, [IndexState.currentVersion, epoch, epoch, epoch])
        }
        try await write(.background) { db, _ in
            try db.run(
                """
                UPDATE search_state SET epoch = ?, token = ?,
                    below = (SELECT ifnull(max(id), 0) + 1 FROM message) WHERE id = 1
                """, [epoch, epoch])
        }
    }
}
