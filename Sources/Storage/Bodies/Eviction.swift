import GRDB
import Mail

extension Store {
    /// Makes room in the body cache: what was fetched first goes first, in small commits.
    ///
    /// - Parameter limit: octets that may stay; 0 keeps everything.
    public func evictBodies(above limit: Int) async throws(StoreFault) {
        guard limit > 0, bodyCache.exists else { return }
        let cache = try await openBodies()
        var surplus = try await read(from: cache) { db in
            try db.number("SELECT coalesce(sum(length(octets)), 0) FROM body") ?? 0
        }
        surplus -= Int64(limit)
        while surplus > 0 {
            let oldest = try await oldestBodies(cache)
            if oldest.isEmpty { return }
            var leaving: [Int64] = []
            for body in oldest where surplus > 0 {
                leaving.append(body.message)
                surplus -= body.octets
            }
            try await evict(leaving, from: cache)
        }
    }

    private func oldestBodies(
        _ cache: DatabasePool
    ) async throws(StoreFault) -> [(message: Int64, octets: Int64)] {
        try await read(from: cache) { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT message_id, sum(length(octets)) FROM body
                    GROUP BY message_id ORDER BY min(rowid) LIMIT ?
                    """, arguments: [Limits.evictedAtOnce]
            ).map { (message: $0[0], octets: $0[1]) }
        }
    }

    private func evict(_ messages: [Int64], from cache: DatabasePool) async throws(StoreFault) {
        try await write(cache) { db in
            for message in messages {
                try db.run("DELETE FROM body WHERE message_id = ?", [message])
            }
        }
        try await write(.background) { db, _ in
            for message in messages {
                try db.run(
                    """
                    UPDATE entry SET is_held = 0 WHERE message_id = ?
                        AND (SELECT raw_id FROM message WHERE id = message_id) = 0
                    """, [message])
            }
        }
    }
}
