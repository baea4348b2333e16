import GRDB
import Mail

/// Messages: those whose row is gone, and whether the octets of the others are what they were.
extension SalvageRepair {
    /// Makes messages again from octets that no message names.
    mutating func remakeMessages() throws {
        let orphans = try db.numbers(
            """
            SELECT id FROM raw WHERE id NOT IN (SELECT raw_id FROM message WHERE raw_id > 0)
            """)
        for (index, raw) in orphans.enumerated() {
            progress(
                Activity(label: "reading mail again", done: index, total: orphans.count))
            guard let octets = try StoredOctets(db, raw: raw, reading) else { continue }
            try remake(octets, raw: raw)
        }
    }

    private mutating func remake(_ octets: StoredOctets, raw: Int64) throws {
        let envelope = reading.envelope(octets.beginning)
        let known = try owner(sha256: octets.sha256)
        if case .deleted = known {
            // The person deleted it; the space had only not been used again.
            try db.run("DELETE FROM chunk WHERE raw_id = ?", [raw])
            return try db.run("DELETE FROM raw WHERE id = ?", [raw])
        }
        let owner = try known.owner ?? self.owner(identity: Identity.of(envelope))
        let account = try owner?.account ?? fallbackAccount()
        let new = NewMessage(
            account: AccountID(account), envelope: envelope, received: nil,
            size: Int(octets.length), sha256: octets.sha256, raw: raw)
        let id = try new.insert(db)
        guard let message = owner?.message else { return }
        try db.run("UPDATE message SET id = ? WHERE id = ?", [message, id.rawValue])
    }

    private struct Owner {
        var account: Int64
        var message: Int64
    }

    private enum Known {
        case owner(Owner)
        case deleted
        case unknown

        var owner: Owner? {
            if case .owner(let owner) = self { owner } else { nil }
        }
    }

    /// What is remembered of the maildrop names message and account by the hash.
    private func owner(sha256: [UInt8]) throws -> Known {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT account_id, message_id, EXISTS (SELECT 1 FROM message m
                    WHERE m.id = i.message_id)
                FROM maildrop_item i WHERE sha256 = ? ORDER BY message_id DESC, id
                """, arguments: [Blob.value(sha256)])
        for row in rows {
            let message: Int64 = row[1]
            let isThere: Bool = row[2]
            if message > 0, !isThere {
                return .owner(Owner(account: row[0], message: message))
            }
        }
        return rows.isEmpty ? .unknown : .deleted
    }

    /// An entry whose message is gone names it by what its envelope said.
    private func owner(identity: Int64) throws -> Owner? {
        let row = try db.row(
            """
            SELECT account_id, message_id FROM entry e WHERE identity = ? AND message_id > 0
                AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = e.message_id) LIMIT 1
            """, [identity])
        return row.map { Owner(account: $0[0], message: $0[1]) }
    }

    private mutating func fallbackAccount() throws -> Int64 {
        let account = try db.number(
            "SELECT id FROM account ORDER BY kind = 'pop' DESC, id LIMIT 1")
        return try account ?? addAccount(nil)
    }

    // MARK: Octets against what was noted of them

    mutating func verifyMessages() throws {
        let total = Int(
            try db.number("SELECT count(*) FROM message WHERE raw_id > 0") ?? 0)
        var last: Int64 = 0
        var done = 0
        while true {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, raw_id, size, sha256 FROM message
                    WHERE raw_id > 0 AND id > ? ORDER BY id LIMIT 500
                    """, arguments: [last])
            guard !rows.isEmpty else { return }
            for row in rows {
                last = row[0]
                try verify(last, raw: row[1], size: row[2], sha256: Blob.octets(row, 3))
                done += 1
                progress(Activity(label: "verifying", done: done, total: total))
            }
        }
    }

    private mutating func verify(
        _ message: Int64, raw: Int64, size: Int64, sha256: [UInt8]
    ) throws {
        guard let octets = try StoredOctets(db, raw: raw, reading) else {
            report.add(try loss(.lost, of: message))
            // First of all: a message that goes leaves a note that the person deleted it.
            try forgetItems(of: message)
            try db.run("DELETE FROM entry WHERE message_id = ?", [message])
            try db.run("DELETE FROM message WHERE id = ?", [message])
            return
        }
        if octets.agrees(size: size, sha256: sha256) {
            report.whole += 1
            return
        }
        // The row may be what is damaged.
        let isConfirmed = try db.number(
            "SELECT 1 FROM maildrop_item WHERE message_id = ? AND sha256 = ?",
            [message, Blob.value(octets.sha256)])
        if octets.isGapless, isConfirmed != nil {
            try db.run(
                "UPDATE message SET size = ?, sha256 = ? WHERE id = ?",
                [octets.length, Blob.value(octets.sha256), message])
            report.whole += 1
            return
        }
        report.add(try loss(.damaged, of: message))
        try db.run("UPDATE message SET size = ? WHERE id = ?", [octets.length, message])
        try forgetItems(of: message)
    }

    /// The server is asked for the message again, if it still has it.
    private mutating func forgetItems(of message: Int64) throws {
        try db.run("DELETE FROM maildrop_item WHERE message_id = ?", [message])
        report.wantedAgain += db.changesCount
    }

    /// Names a message for the person.
    func loss(
        _ kind: SalvageReport.Loss.Kind, of message: Int64
    ) throws -> SalvageReport.Loss {
        let row = try db.row(
            """
            SELECT (SELECT name FROM account a WHERE a.id = m.account_id),
                (SELECT b.name FROM entry e JOIN mailbox b ON b.id = e.mailbox_id
                    WHERE e.message_id = m.id LIMIT 1), subject, from_list, date
            FROM message m WHERE id = ?
            """, [message])
        guard let row else {
            return SalvageReport.Loss(
                kind: kind, account: "", mailbox: "", subject: "", from: "", date: nil)
        }
        let date: Int64 = row[4]
        let sender = TextList.addresses(row[3]).first
        return SalvageReport.Loss(
            kind: kind, account: row[0] ?? "", mailbox: row[1] ?? "", subject: row[2],
            from: sender.map { $0.name.isEmpty ? $0.address : $0.name } ?? "",
            date: date == StoredEnvelope.noDate ? nil : Timestamp(seconds: date))
    }
}
