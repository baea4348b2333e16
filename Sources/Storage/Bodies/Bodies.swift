import GRDB
import Mail

extension Store {
    /// Keeps the octets of a message that a server still has.
    public func saveBody(
        _ octets: [UInt8], of message: MessageID
    ) async throws(StoreFault) {
        let cache = try await openBodies()
        try await write(cache) { db in
            try db.run("DELETE FROM body WHERE message_id = ?", [message.rawValue])
            try ChunkedOctets.write(octets, to: .body(message.rawValue), db)
        }
        try await write(.background) { db, _ in
            try db.run(
                "UPDATE entry SET is_held = 1 WHERE message_id = ?", [message.rawValue])
        }
    }

    /// Whether the octets of a message are held here, in either file.
    public func hasBody(_ message: MessageID) async throws(StoreFault) -> Bool {
        let isKept = try await read { db in
            try db.number(
                "SELECT 1 FROM message WHERE id = ? AND raw_id > 0", [message.rawValue]) != nil
        }
        if isKept { return true }
        let cache = try await openBodies()
        return try await read(from: cache) { db in
            try db.number("SELECT 1 FROM body WHERE message_id = ?", [message.rawValue]) != nil
        }
    }

    func cachedBody(of message: MessageID) async throws(StoreFault) -> [UInt8]? {
        let cache = try await openBodies()
        return try await read(from: cache) { db in
            try ChunkedOctets.read(.body(message.rawValue), db)
        }
    }

    /// Whatever the cache holds of messages that the mail file no longer has.
    func removeOrphanedBodies() async throws(StoreFault) {
        guard bodyCache.exists else { return }
        let cache = try await openBodies()
        var last: Int64 = 0
        while true {
            let start = last
            let held = try await read(from: cache) { db in
                try db.numbers(
                    "SELECT DISTINCT message_id FROM body WHERE message_id > ? LIMIT 500",
                    [start])
            }
            guard let highest = held.max() else { return }
            last = highest
            let gone = try await read { db in
                try held.filter { message in
                    try db.number("SELECT 1 FROM message WHERE id = ?", [message]) == nil
                }
            }
            if gone.isEmpty { continue }
            try await write(cache) { db in
                for message in gone {
                    try db.run("DELETE FROM body WHERE message_id = ?", [message])
                }
            }
        }
    }

    /// Opened on the writer's queue, where waiting for the disk is allowed.
    func openBodies() async throws(StoreFault) -> DatabasePool {
        if let open = bodyCache.current { return open }
        let (cache, isEmpty) = try await write(.background) { [bodyCache] _, _ in
            try bodyCache.open()
        }
        if isEmpty { try await forgetBodies() }
        return cache
    }

    /// An empty cache holds nothing, whatever was noted of it; entries are rid of the note in
    /// pieces, so that no write is long.
    private func forgetBodies() async throws(StoreFault) {
        let last = try await read { db in try db.number("SELECT max(id) FROM entry") ?? 0 }
        var start: Int64 = 0
        while start < last {
            let (lower, upper) = (start, start + Limits.entriesAtOnce)
            try await write(.background) { db, _ in
                try db.run(
                    """
                    UPDATE entry SET is_held = 0 WHERE id > ? AND id <= ? AND is_held = 1
                        AND (SELECT raw_id FROM message WHERE id = message_id) = 0
                    """, [lower, upper])
            }
            start = upper
        }
    }

    func write(
        _ cache: DatabasePool, _ work: @escaping @Sendable (Database) throws -> Void
    ) async throws(StoreFault) {
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            cache.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try Store.transaction(db, work) })
            }
        }
        try unwrap(result, of: cache)
    }
}
