import GRDB
import Glibc
import Mail

/// Looks at a store without changing it, whether or not it opens and whoever has it open.
public struct StoreDoctor {
    private let path: String
    private let reading: MessageReading
    private let progress: (Activity) -> Void

    public init(
        of path: String, reading: MessageReading, progress: @escaping (Activity) -> Void = { _ in }
    ) {
        self.path = path
        self.reading = reading
        self.progress = progress
    }

    /// - Parameter isFull: every index and the hash of every message as well.
    public func examine(isFull: Bool) -> StoreFindings {
        var findings = StoreFindings()
        guard looksAtFile(&findings) else { return findings }
        looksAtEnd(&findings)
        do {
            let queue = try DatabaseQueue(path: path, configuration: StoreCopy.reading)
            try queue.read { db in
                try looksInside(db, isFull: isFull, &findings)
            }
            try queue.close()
        } catch {
            let fault = StoreFault(error, path: path)
            findings.add(
                .wrong, fault.detail.isEmpty ? fault.headline : "\(fault.headline) \(fault.detail)",
                fault.isDamage ? StoreFindings.salvage : fault.remedy)
        }
        return findings
    }

    // MARK: The file from outside

    /// Answers whether there is something of ours to open.
    private func looksAtFile(_ findings: inout StoreFindings) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT {
                findings.add(.remark, "There is no mail store yet: \(path)", "")
            } else {
                findings.add(.wrong, "\(path): \(SystemError.last)", "")
            }
            return false
        }
        findings.octets = Int64(status.st_size)
        if status.st_mode & 0o077 != 0 {
            findings.add(
                .remark, "Others may read \(path).", "The next start of Martlet closes it to them.")
        }
        if let room = DiskRoom.available(beside: path), room < Int64(Limits.diskKept) {
            findings.add(
                .remark, "Only \(room >> 20) MiB are free on the disk of the store.",
                "Make room: mail that does not fit stays at its server.")
        }
        if status.st_size == 0 {
            findings.add(.remark, "\(path) is empty: it is filled at the next start.", "")
            return false
        }
        do throws(StoreFault) {
            try StoreCopy.check(path)
            return true
        } catch {
            describe(error, &findings)
            return false
        }
    }

    private func describe(_ fault: StoreFault, _ findings: inout StoreFindings) {
        guard case .notOurs = fault else {
            findings.add(.wrong, fault.headline, fault.remedy)
            return
        }
        if holdsMail() {
            findings.add(
                .wrong, "The beginning of the mail store is damaged: \(path)",
                StoreFindings.salvage)
        } else {
            findings.add(.wrong, fault.headline, fault.remedy)
        }
    }

    /// Whether a file without a header of ours has rows of ours in it.
    private func holdsMail() -> Bool {
        do {
            let file = try PageFile(path)
            let shapes = try DatabaseQueue().write { db in
                for step in Schema.mail.steps { try db.execute(sql: step) }
                return try TableShape.all(db)
            }
            let walk = TableWalk(
                file, shapes.filter { ["account", "message", "entry"].contains($0.name) })
            var count = 0
            walk.run({ _, _ in }, { _ in count += 1 })
            return count > 0
        } catch {
            return false
        }
    }

    /// How the last one who had the store ended.
    private func looksAtEnd(_ findings: inout StoreFindings) {
        let (word, isTaken) = StoreLock.look(path)
        if word == .suspect {
            findings.add(
                .wrong, "The disk failed, or damage was seen, when the store was last used.",
                "Check the disk. Nothing is deleted at servers before the store was read whole.")
        }
        if word == .open, !isTaken {
            let hasLog = access(path + "-wal", F_OK) == 0
            findings.add(
                hasLog ? .remark : .wrong,
                hasLog
                    ? "Martlet was killed or the power failed; the next start makes up for it."
                    : "Martlet did not end in order, and the write-ahead log is missing.",
                hasLog
                    ? ""
                    : "If you moved \(path) here, move the file with -wal at its end as well. "
                        + "What changed last may be missing.")
        }
        findings.isInUse = isTaken
    }

    // MARK: The file from inside

    private func looksInside(
        _ db: Database, isFull: Bool, _ findings: inout StoreFindings
    ) throws {
        progress(Activity(label: "checking the file"))
        let pragma = isFull ? "integrity_check" : "quick_check"
        let words = try StoreCheck.words(db, "\(pragma)(\(Limits.checkWords))")
        for word in words {
            findings.add(.wrong, "The file is damaged: \(word)", StoreFindings.salvage)
        }
        try looksAtSizes(db, &findings)
        for invariant in Invariant.all {
            progress(Activity(label: "checking what belongs together"))
            let count = Int(try db.number(invariant.count) ?? 0)
            if count > 0 {
                findings.add(invariant.severity, invariant.sentence(count), invariant.remedy)
            }
        }
        if isFull { try looksAtOctets(db, &findings) }
    }

    private func looksAtSizes(_ db: Database, _ findings: inout StoreFindings) throws {
        let size = try db.number("PRAGMA page_size") ?? 0
        let unused = (try db.number("PRAGMA freelist_count") ?? 0) * size
        findings.version = Int(try db.number("PRAGMA user_version") ?? 0)
        findings.messages = Int(try db.number("SELECT count(*) FROM message") ?? 0)
        findings.accounts = Int(try db.number("SELECT count(*) FROM account") ?? 0)
        findings.unused = unused
        let lastSync = try db.number("SELECT max(last_sync) FROM account") ?? 0
        findings.lastSync = lastSync > 0 ? Timestamp(seconds: lastSync) : nil
        if unused > 2 * Limits.freeOctets, unused > findings.octets / 4 {
            findings.add(
                .remark, "\(unused >> 20) MiB of the store's file lie unused.",
                "martlet doctor --compact gives them back to the disk.")
        }
    }

    /// The hash of every message against the one it had when it came.
    private func looksAtOctets(_ db: Database, _ findings: inout StoreFindings) throws {
        let total = Int(try db.number("SELECT count(*) FROM message WHERE raw_id > 0") ?? 0)
        var last: Int64 = 0
        var wrong = 0
        while true {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, raw_id, size, sha256, subject,
                        (SELECT min(id) FROM entry e WHERE e.message_id = m.id)
                    FROM message m WHERE raw_id > 0 AND id > ? ORDER BY id LIMIT 500
                    """, arguments: [last])
            if rows.isEmpty { break }
            for row in rows {
                last = row[0]
                findings.verified += 1
                progress(Activity(label: "verifying", done: findings.verified, total: total))
                let octets = try StoredOctets(db, raw: row[1], reading)
                if octets?.agrees(size: row[2], sha256: Blob.octets(row, 3)) ?? false { continue }
                wrong += 1
                guard wrong <= Limits.namedFindings else { continue }
                let entry: Int64? = row[5]
                let subject: String = row[4]
                findings.add(
                    .wrong, "Message \(entry ?? 0) is not what was stored: \(subject)",
                    StoreFindings.fromBackup)
            }
        }
        if wrong > Limits.namedFindings {
            findings.add(.wrong, "\(wrong) messages in all are not what was stored.", "")
        }
    }
}

extension StoreFault {
    /// What salvaging may help against.
    fileprivate var isDamage: Bool {
        switch self {
        case .damaged, .notOurs, .inputOutput: true
        default: false
        }
    }
}
