import GRDB
import Glibc
import Synchronization

/// Whether the store can be relied on enough to delete mail elsewhere.
///
/// After a failed fsync the system may take pages for written that are not, and a second fsync
/// proves nothing. So one failure is remembered for the rest of the run, and for the next one.
final class Soundness: Sendable {
    /// How much has to be read before the store is trusted again.
    enum Depth: Sendable {
        /// What is noted of messages, and the tables that lead to it.
        case tables
        /// Every page of the file.
        case everything
    }

    enum State: Sendable {
        case sound
        case unverified(Depth)
        case suspect(detail: String)
    }

    private let current: Mutex<State>
    private let isClosed = Mutex(false)
    private let lock: StoreLock?

    var state: State { current.withLock { $0 } }

    /// Judges by how the last one who had the store ended.
    init(_ lock: StoreLock?, store: String) {
        self.lock = lock
        let state = Soundness.first(lock, store: store)
        current = Mutex(state)
        guard let lock, lock.wasAlone else { return }
        if case .unverified(.everything) = state {
            lock.write(.suspect)
        } else {
            lock.write(.open)
        }
    }

    private static func first(_ lock: StoreLock?, store: String) -> State {
        switch lock?.found {
        case .suspect: return .unverified(.everything)
        case .unchecked: return .unverified(.tables)
        case .open where lock?.wasAlone == true:
            // Somebody was killed. The log he must have left is needed to make the store whole.
            let hasLog = access(store + "-wal", F_OK) == 0
            return .unverified(hasLog ? .tables : .everything)
        case .open, .closed, nil: return .sound
        }
    }

    /// Remembers a failure of the disk, or damage; everything else says nothing of the store.
    func note(_ error: any Error) {
        guard let error = error as? DatabaseError,
            [.SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode),
            error.extendedResultCode != .SQLITE_IOERR_SHMSIZE
        else { return }
        suspect(error.message ?? "\(error.extendedResultCode)")
    }

    func suspect(_ detail: String) {
        current.withLock { state in
            if case .suspect = state { return }
            state = .suspect(detail: detail)
            lock?.write(.suspect)
        }
    }

    /// The store was read as deeply as it had to be, and is whole.
    func verified() {
        current.withLock { state in
            guard case .unverified = state else { return }
            state = .sound
            lock?.write(.open)
        }
    }

    /// The store is closed in order, once; happens by itself when the last reference goes.
    func close() {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        switch state {
        case .sound: lock?.release(.closed)
        case .unverified(.tables): lock?.release(.unchecked)
        case .unverified(.everything), .suspect: lock?.release(nil)
        }
    }

    deinit { close() }
}
