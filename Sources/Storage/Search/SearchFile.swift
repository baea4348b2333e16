import GRDB
import Glibc
import Synchronization

/// The file of the search index: opened when first needed, made again whenever it is missing.
///
/// It holds nothing that cannot be made of the mail, so that a damaged one is thrown away.
final class SearchFile: Sendable {
    private let opening: Opening
    private let pool = Mutex<DatabasePool?>(nil)

    /// `search.sqlite` in the folder of another file of the cache.
    convenience init(beside path: String) {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        self.init(path: path[..<slash] + "search.sqlite")
    }

    init(path: String) {
        opening = Opening(
            path: path, format: Schema.search, extraPragmas: ["wal_autocheckpoint = 1000"])
    }

    var path: String { opening.path }

    /// For whoever reads: the index as of one commit; nil where there is none to read.
    ///
    /// Waits for the disk, and never for whoever writes the index.
    func read<Value>(_ work: (Database) throws -> Value) throws -> Value? {
        let open = try pool.withLock { pool -> DatabasePool? in
            if let pool { return pool }
            guard access(opening.path, F_OK) == 0 else { return nil }
            do {
                let opened = try opening.pool().0
                pool = opened
                return opened
            } catch is StoreFault {
                // Whoever writes the index will put it right; until then there is none.
                return nil
            }
        }
        guard let open else { return nil }
        do {
            return try open.read(work)
        } catch let error as DatabaseError where SearchFile.isDamage(error) {
            discard(open)
            return nil
        }
    }

    /// For whoever writes: the file, made where it is missing or of no use.
    func writable() throws -> DatabasePool {
        try pool.withLock { pool in
            if let pool { return pool }
            do {
                pool = try opening.pool().0
            } catch StoreFault.damaged, StoreFault.newer {
                unlinkAll()
                pool = try opening.pool().0
            }
            guard let opened = pool else { throw StoreFault.notFound }
            return opened
        }
    }

    /// Throws a damaged file away; the next one who writes makes another.
    func discard(_ damaged: DatabasePool) {
        let isOurs = pool.withLock { pool in
            guard pool === damaged else { return false }
            pool = nil
            unlinkAll()
            return true
        }
        if isOurs { damaged.closeReadersFirst() }
    }

    func close() {
        let open = pool.withLock { pool in
            defer { pool = nil }
            return pool
        }
        open?.closeReadersFirst()
    }

    static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    }

    private func unlinkAll() {
        for suffix in ["-wal", "-shm", ""] {
            unlink(opening.path + suffix)
        }
    }
}
