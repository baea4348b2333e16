import Glibc
import GRDB
import Mail
import Synchronization

/// Octets of messages that a server still has: a cache, opened when first needed.
///
/// It may be deleted at any time. A damaged one is made anew, because all it held can be fetched
/// again; a file of another program in its place is left alone.
final class BodyCache: Sendable {
    private let opening: Opening
    private let pool = Mutex<DatabasePool?>(nil)

    init(path: String) {
        opening = Opening(
            path: path, format: Schema.bodies, extraPragmas: ["wal_autocheckpoint = 1000"])
    }

    /// Whether there is a file; without one nothing is held.
    var exists: Bool { access(opening.path, F_OK) == 0 }

    /// The cache when it is open already.
    var current: DatabasePool? {
        pool.withLock { $0 }
    }

    /// Opens the cache; answers whether it is empty, so that no body is held any more.
    func open() throws -> (pool: DatabasePool, isEmpty: Bool) {
        try pool.withLock { pool in
            if let pool { return (pool, false) }
            let opened = try openOrReplace()
            pool = opened
            let isEmpty = try opened.read { db in
                try db.number("SELECT 1 FROM body LIMIT 1") == nil
            }
            return (opened, isEmpty)
        }
    }

    func close() {
        let open = pool.withLock { pool in
            defer { pool = nil }
            return pool
        }
        open?.closeReadersFirst()
    }

    private func openOrReplace() throws -> DatabasePool {
        do {
            return try opening.pool().0
        } catch StoreFault.damaged {
            for suffix in ["-wal", "-shm", ""] {
                unlink(opening.path + suffix)
            }
            return try opening.pool().0
        }
    }
}
