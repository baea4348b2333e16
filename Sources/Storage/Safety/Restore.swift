import GRDB
import Glibc
import Mail

/// Puts a backup, or what was salvaged, in the place of the present store.
///
/// The present store is kept under another name. Numbers of messages may mean others afterwards,
/// so the cache of bodies begins anew.
public struct Restore {
    /// What is in place now.
    public struct Report: Sendable {
        public var messages: Int
        public var accounts: [String]
        /// Where the store from before is; nil when there was none.
        public var keptAs: String?
    }

    private let backup: String
    private let store: String
    private let bodies: String
    private let progress: (Activity) -> Void

    public init(
        from backup: String, to store: String, bodies: String,
        progress: @escaping (Activity) -> Void = { _ in }
    ) {
        self.backup = backup
        self.store = store
        self.bodies = bodies
        self.progress = progress
    }

    /// - Parameter moment: names the store from before.
    public func run(at moment: Timestamp) throws(StoreFault) -> Report {
        try StoreCopy.check(backup)
        guard !StoreCopy.isSame(store, backup) else { throw .exists(path: backup) }
        try StoreFile(path: store).prepareFolder()
        let lock = try Sole.take(store)
        defer { lock.release(nil) }
        let new = try NewFile(for: store, replacing: true)
        defer { new.discard() }
        let content = try StoreCopy(source: backup, progress: progress).write(to: new)
        progress(Activity(label: "checking the copy"))
        try new.checked()
        // Whoever finds the store between the next steps reads it all before he trusts it.
        lock.write(.suspect)
        let kept = try keepPresent(moment)
        try new.publish()
        lock.write(.closed)
        for suffix in ["", "-wal", "-shm"] { unlink(bodies + suffix) }
        return Report(messages: content.messages, accounts: content.accounts, keptAs: kept)
    }

    /// Gives the present store a second name, with the log that belongs to it.
    private func keepPresent(_ moment: Timestamp) throws(StoreFault) -> String? {
        guard access(store, F_OK) == 0 else { return nil }
        Sole.settle(store)
        let stamp = moment.rfc3339.filter { $0.isNumber || $0 == "T" }
        let kept = "\(store).before-\(stamp)"
        for suffix in ["-wal", ""] where access(store + suffix, F_OK) == 0 {
            if link(store + suffix, kept + suffix) == 0 { continue }
            // Some file systems have no second names; what is kept is never written over.
            guard errno != EEXIST, rename(store + suffix, kept + suffix) == 0 else {
                throw .cannotOpen(path: kept + suffix, detail: SystemError.last)
            }
        }
        try DiskSync.folder(of: store)
        // A log beside another file would be taken for that one's.
        for suffix in ["-wal", "-shm"] { unlink(store + suffix) }
        return kept
    }
}
