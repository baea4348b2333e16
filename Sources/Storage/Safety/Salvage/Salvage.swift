import Glibc
import GRDB
import Mail

/// Saves what can be read of a damaged mail file into a new one; the old file is never written.
///
/// Rows are read page by page without SQLite, so that damage costs what lies on the damaged pages
/// and nothing else. Octets are checked against their hash. A message whose row is gone is made
/// again from its octets.
public struct Salvage {
    private let source: String
    private let target: String
    private let reading: MessageReading
    private let progress: (Activity) -> Void

    /// - Parameters:
    ///   - source: the damaged file; its write-ahead log beside it is read as well.
    ///   - target: the new file, which must not exist.
    public init(
        from source: String, to target: String, reading: MessageReading,
        progress: @escaping (Activity) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.reading = reading
        self.progress = progress
    }

    public func run() throws(StoreFault) -> SalvageReport {
        // What is being written cannot be read page by page.
        if StoreLock.look(source).isTaken { throw .inUse(process: nil) }
        let copy = try NewFile(for: target)
        defer { copy.discard() }
        let file = try PageFile(source)
        try Opening(path: copy.path, format: Schema.mail).create()
        let report: SalvageReport
        do {
            let queue = try DatabaseQueue(path: copy.path, configuration: Salvage.configuration)
            report = try queue.writeWithoutTransaction { db in
                do {
                    return try save(file, to: db)
                } catch {
                    if db.isInsideTransaction { try db.rollback() }
                    throw error
                }
            }
            try queue.close()
        } catch {
            throw StoreFault(error, path: copy.path)
        }
        try copy.checked()
        try copy.publish()
        return report
    }

    private func save(_ file: PageFile, to db: Database) throws -> SalvageReport {
        var keeper = try RowKeeper(db)
        let (pages, bad) = try readRows(file, &keeper)
        var repair = SalvageRepair(db, reading, progress)
        try repair.run(keeper)
        repair.report.pages = pages
        repair.report.badPages = bad
        return repair.report
    }

    private func readRows(
        _ file: PageFile, _ keeper: inout RowKeeper
    ) throws -> (pages: Int, bad: Int) {
        let walk = TableWalk(file, keeper.shapes)
        try keeper.begin()
        try walk.run { page, count in
            progress(Activity(label: "reading pages", done: page, total: count))
        } _: { found in
            try keeper.keep(found)
        }
        try keeper.end(walk.sequences)
        return (file.count, walk.badPages.count)
    }

    /// A file that nobody else knows yet: what a crash leaves of it is thrown away.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "salvage"
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF; "
                    + "PRAGMA cache_size = -20000")
        }
        return configuration
    }
}
