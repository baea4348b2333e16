import GRDB
import GRDBSQLite
import Synchronization

/// Moves the write-ahead log into the file, on a connection of its own and behind everyone's back.
///
/// Passive: it never makes a reader or the writer wait (sqlite.org/c3ref/wal_checkpoint_v2.html).
final class Checkpointer: Sendable {
    private struct State {
        var written = 0
        var pageSize: Int?
        var isRunning = false
        var queue: DatabaseQueue?
    }

    private let opening: Opening
    private let soundness: Soundness
    private let state = Mutex(State())

    init(_ opening: Opening, _ soundness: Soundness) {
        self.opening = opening
        self.soundness = soundness
    }

    /// Adds what the writer's last commit wrote; starts a checkpoint when enough has gathered.
    func committed(_ db: Database) {
        var pages: Int32 = 0
        var highest: Int32 = 0
        sqlite3_db_status(
            db.sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1)
        let size = pageSize(db)
        let isDue = state.withLock { state in
            state.written += Int(pages) * size
            guard state.written > Limits.logBeforeCheckpoint, !state.isRunning else {
                return false
            }
            state.written = 0
            state.isRunning = true
            return true
        }
        if isDue { start() }
    }

    /// Closes the connection; a checkpoint under way ends first.
    func close() {
        let queue = state.withLock { state in
            defer { state.queue = nil }
            return state.queue
        }
        // A connection that cannot be closed now closes when its last reference goes.
        do { try queue?.close() } catch { return }
    }

    private func pageSize(_ db: Database) -> Int {
        if let known = state.withLock({ $0.pageSize }) { return known }
        // Without an answer a checkpoint only comes at another time.
        let size: Int
        do { size = try db.number("PRAGMA page_size").map { Int($0) } ?? Limits.page } catch {
            size = Limits.page
        }
        state.withLock { $0.pageSize = size }
        return size
    }

    private func start() {
        do {
            let queue = try connection()
            queue.asyncWriteWithoutTransaction { [self] db in
                // What cannot be moved now stays in the log, safe, until the next time.
                defer { state.withLock { $0.isRunning = false } }
                do {
                    try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
                } catch {
                    soundness.note(error)
                }
            }
        } catch {
            state.withLock { $0.isRunning = false }
        }
    }

    private func connection() throws(StoreFault) -> DatabaseQueue {
        if let queue = state.withLock({ $0.queue }) { return queue }
        let queue = try opening.queue("checkpoint")
        state.withLock { $0.queue = queue }
        return queue
    }
}
