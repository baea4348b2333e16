import GRDB
import Glibc
import Mail

/// Copies a store page by page as of one moment, while others go on writing to it.
struct StoreCopy {
    let source: String
    let progress: (Activity) -> Void

    /// What a copy holds.
    struct Content: Sendable {
        var octets: Int64
        var messages: Int
        var accounts: [String]
    }

    /// Whose file it is, by its header alone.
    ///
    /// A file of another program, or of a later version of ours, is refused.
    static func check(_ path: String) throws(StoreFault) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: SystemError.last) }
        defer { Glibc.close(descriptor) }
        guard let header = PageFile.read(descriptor, at: 0, octets: StoreHeader.length) else {
            throw .inputOutput(detail: SystemError.last)
        }
        guard header.count == StoreHeader.length, header.starts(with: StoreHeader.magic),
            StoreHeader.number(in: header, at: StoreHeader.application) == Schema.mailApplication
        else { throw .notOurs(path: path) }
        let version = Int(StoreHeader.number(in: header, at: StoreHeader.version))
        guard version <= Schema.mail.version else { throw .newer(path: path, version: version) }
    }

    /// Whether both names are one file's.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var facts = stat()
        var otherFacts = stat()
        return stat(path, &facts) == 0 && stat(other, &otherFacts) == 0
            && facts.st_dev == otherFacts.st_dev && facts.st_ino == otherFacts.st_ino
    }

    /// Fills the new file; one file, without a log beside it.
    func write(to new: NewFile) throws(StoreFault) -> Content {
        do {
            let from = try DatabaseQueue(path: source, configuration: StoreCopy.reading)
            defer { closeQuietly(from) }
            let to = try DatabaseQueue(path: new.path, configuration: StoreCopy.writing)
            let content = try from.read { source in
                // The first read fixes the moment that all steps copy.
                let content = try StoreCopy.content(of: source)
                try new.requireRoom(content.octets)
                try to.writeWithoutTransaction { target in
                    try source.backup(to: target, pagesPerStep: Limits.pagesAtOnce) { step in
                        progress(
                            Activity(
                                label: "copying", done: step.completedPageCount,
                                total: step.totalPageCount))
                    }
                    try target.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                return content
            }
            try to.close()
            return content
        } catch {
            throw StoreFault(error, path: source)
        }
    }

    private static func content(of db: Database) throws -> Content {
        Content(
            octets: (try db.number("PRAGMA page_count") ?? 0)
                * (try db.number("PRAGMA page_size") ?? 0),
            messages: Int(try db.number("SELECT count(*) FROM message") ?? 0),
            accounts: try String.fetchAll(db, sql: "SELECT name FROM account ORDER BY id"))
    }

    private func closeQuietly(_ queue: DatabaseQueue) {
        // A connection that cannot be closed now closes when its last reference goes.
        do { try queue.close() } catch { return }
    }

    /// Looks at a file and never changes it.
    static var reading: Configuration {
        var configuration = Configuration()
        configuration.label = "reading"
        configuration.readonly = true
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        return configuration
    }

    /// What a crash leaves of the new file has no name yet, so that no step waits for the disk.
    private static var writing: Configuration {
        var configuration = Configuration()
        configuration.label = "copy"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = OFF")
        }
        return configuration
    }
}
