import GRDB
import Mail
import Synchronization

/// The mail of one person on this computer.
///
/// One file holds all that is precious; another, which may be deleted at any time, the bodies
/// that a server still has. Every writing method is one transaction, and a process killed at any
/// instant leaves a consistent store.
public final class Store: Sendable {
    let pool: DatabasePool
    let bodyCache: BodyCache
    let searchFile: SearchFile
    let wordMemory = WordMemory()
    let checkpointer: Checkpointer
    let soundness: Soundness
    let gate = WriteGate()
    let hub = TouchHub()
    /// The state of the file when we last looked for commits of others.
    let seenVersion: Mutex<Int64>

    /// What was staged up to this number was there before us.
    let lastForeignStaging: Int64

    /// Opens the store, making folders and files where they are missing.
    ///
    /// Cheap when the files are up to date; the file of bodies, and that of the search index
    /// beside it, are opened when first needed.
    public convenience init(mail: String, bodies: String) throws(StoreFault) {
        try self.init(mail: mail, bodies: bodies, extraPragmas: [])
    }

    /// `extraPragmas` let tests make the disk small or the file unwritable.
    init(mail: String, bodies: String, extraPragmas: [String]) throws(StoreFault) {
        let opening = Opening(path: mail, format: Schema.mail, extraPragmas: extraPragmas)
        (pool, soundness) = try opening.pool()
        checkpointer = Checkpointer(opening, soundness)
        bodyCache = BodyCache(path: bodies)
        searchFile = SearchFile(beside: bodies)
        do {
            let (staging, version) = try pool.writeWithoutTransaction { db in
                (
                    try db.number("SELECT ifnull(max(id), 0) FROM raw WHERE staged_by > 0") ?? 0,
                    try db.number("PRAGMA data_version") ?? 0
                )
            }
            lastForeignStaging = staging
            seenVersion = Mutex(version)
        } catch {
            throw StoreFault(error, path: mail)
        }
    }

    /// Ends all streams and closes the files; the store is of no use afterwards.
    public func close() {
        hub.end()
        checkpointer.close()
        bodyCache.close()
        searchFile.close()
        pool.closeReadersFirst()
        soundness.close()
    }

    /// What each commit touched, also those of other processes.
    ///
    /// Every listener gets its own stream; what it has not fetched yet is merged into one value.
    public func touches() -> AsyncStream<Touched> {
        hub.stream()
    }

    /// Looks whether another process wrote, and tells the listeners.
    ///
    /// Failing to look is no fault of its own: the next look or the next write will say more.
    public func lookForOtherProcesses() async {
        await gate.enter()
        defer { gate.leave() }
        let isNews: Bool = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [self] db in
                do {
                    continuation.resume(returning: try hasForeignCommits(db))
                } catch {
                    continuation.resume(returning: false)
                }
            }
        }
        if isNews { hub.publish(Touched(everything: true)) }
    }

    /// All our writes use one connection, whose `data_version` moves with foreign commits only.
    private func hasForeignCommits(_ db: Database) throws -> Bool {
        let version = try db.number("PRAGMA data_version") ?? 0
        return seenVersion.withLock { seen in
            defer { seen = version }
            return seen != version
        }
    }
}
