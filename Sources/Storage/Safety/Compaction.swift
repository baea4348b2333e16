import GRDB
import Glibc
import Mail

/// Gives the room of deleted mail back to the disk, all of it at once.
///
/// The store is written anew beside itself and takes its own place when it is whole, so that a
/// crash costs nothing. Nobody else may have it open.
public struct Compaction {
    /// How much there is to win, in octets.
    public struct Room: Sendable {
        public var file: Int64
        /// Lies unused in the file.
        public var unused: Int64
        /// Needed on the disk while it is done.
        public var needed: Int64 {
            // A page in some hundreds says where the others belong.
            let used = file - unused
            return used + used / 256 + 65_536
        }
        /// Free on the disk; nil where that cannot be told.
        public var available: Int64?
    }

    private let store: String

    public init(of store: String) {
        self.store = store
    }

    public func room() throws(StoreFault) -> Room {
        try StoreCopy.check(store)
        do {
            let queue = try DatabaseQueue(path: store, configuration: StoreCopy.reading)
            let room = try queue.read { db in
                let size = try db.number("PRAGMA page_size") ?? 0
                return Room(
                    file: (try db.number("PRAGMA page_count") ?? 0) * size,
                    unused: (try db.number("PRAGMA freelist_count") ?? 0) * size,
                    available: DiskRoom.available(beside: store))
            }
            try queue.close()
            return room
        } catch {
            throw StoreFault(error, path: store)
        }
    }

    /// Answers how many octets the file has now.
    public func run() throws(StoreFault) -> Int64 {
        let before = try room()
        let lock = try Sole.take(store)
        defer { lock.release(lock.found ?? .closed) }
        let new = try NewFile(for: store, replacing: true)
        defer { new.discard() }
        try new.requireRoom(before.needed)
        do {
            let queue = try DatabaseQueue(path: store)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
                try db.execute(sql: "VACUUM INTO ?", arguments: [new.path])
            }
            try queue.close()
        } catch {
            throw StoreFault(error, path: store)
        }
        guard access(store + "-wal", F_OK) != 0 else { throw .inUse(process: nil) }
        try new.checked()
        try new.publish()
        return try room().file
    }
}

extension Store {
    /// Gives room back to the disk in small pieces, while much of the file lies free.
    ///
    /// A store made by an older version keeps its size until ``Compaction``.
    public func giveBackRoom() async throws(StoreFault) {
        guard var surplus = try await surplusPages(beyond: Limits.freeOctets) else { return }
        while surplus > 0 {
            try await write(.background) { db, _ in
                // One row for each page: all have to be fetched.
                let rows = try Row.fetchCursor(
                    db, sql: "PRAGMA incremental_vacuum(\(Limits.pagesAtOnce))")
                while try rows.next() != nil {}
            }
            guard let left = try await surplusPages(beyond: Limits.freeOctetsKept), left < surplus
            else { return }
            surplus = left
        }
    }

    /// Nil when less lies free than a file may keep.
    private func surplusPages(beyond octets: Int64) async throws(StoreFault) -> Int64? {
        try await read { db in
            guard try db.number("PRAGMA auto_vacuum") == 2,
                let size = try db.number("PRAGMA page_size"), size > 0,
                let free = try db.number("PRAGMA freelist_count"), free * size > octets
            else { return nil }
            return free - Limits.freeOctetsKept / size
        }
    }
}
