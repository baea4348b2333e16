import Glibc
import GRDB
import Mail

extension Store {
    /// Opens a place for octets that nobody sees until ``commitDownload(_:of:thenDelete:)``.
    public func openStaging() async throws(StoreFault) -> StagingID {
        try await write(.background) { db, _ in
            StagingID(
                rawValue: try db.insert(
                    "INSERT INTO raw (staged_by) VALUES (?)", [Int64(getpid())]))
        }
    }

    /// Adds octets after those that are there.
    ///
    /// A commit each time and none of them dear: what a crash leaves is removed later.
    public func append(
        _ octets: [UInt8], to staging: StagingID
    ) async throws(StoreFault) {
        try await write(.background) { db, _ in
            try StagedOctets(db: db, staging: staging).append(octets)
        }
    }

    /// Drops the octets; the message stays at the server.
    public func discard(_ staging: StagingID) async throws(StoreFault) {
        try await write(.background) { db, _ in
            try db.run(
                "DELETE FROM raw WHERE id = ? AND staged_by > 0", [staging.rawValue])
        }
    }

    /// Removes what processes that are no more had staged, and bodies of messages that are gone.
    public func removeOrphans() async throws(StoreFault) {
        let staged = try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, staged_by FROM raw WHERE staged_by > 0")
                .map { (id: $0[0] as Int64, process: $0[1] as Int64) }
        }
        for (id, process) in staged where isOrphan(id, of: process) {
            try await write(.background) { db, _ in
                try db.run("DELETE FROM raw WHERE id = ? AND staged_by > 0", [id])
            }
        }
        try await removeOrphanedBodies()
    }

    /// Ours are those from before this store was opened, by a process that had our number.
    private func isOrphan(_ id: Int64, of process: Int64) -> Bool {
        if process == Int64(getpid()) { return id <= lastForeignStaging }
        guard let process = pid_t(exactly: process) else { return true }
        return kill(process, 0) != 0 && errno == ESRCH
    }
}

/// The rows of one staging.
struct StagedOctets {
    let db: Database
    let staging: StagingID

    func append(_ octets: [UInt8]) throws {
        let isOpen = try db.number(
            "SELECT 1 FROM raw WHERE id = ? AND staged_by > 0", [staging.rawValue])
        guard isOpen != nil else { throw StoreFault.notFound }
        let next = try db.number(
            "SELECT ifnull(max(ordinal), -1) + 1 FROM chunk WHERE raw_id = ?",
            [staging.rawValue])
        try ChunkedOctets.write(octets, to: .raw(staging.rawValue), from: next ?? 0, db)
    }

    /// Makes the octets a message's own, if they are as many as the caller believes.
    func keep(length: Int) throws {
        let held = try db.number(
            "SELECT ifnull(sum(length(octets)), 0) FROM chunk WHERE raw_id = ?",
            [staging.rawValue])
        guard held == Int64(length) else {
            throw StoreFault.inputOutput(
                detail: "\(held ?? 0) octets of a message are here, \(length) were written")
        }
        try db.run(
            "UPDATE raw SET staged_by = 0 WHERE id = ? AND staged_by > 0", [staging.rawValue])
        guard db.changesCount > 0 else { throw StoreFault.notFound }
    }
}
