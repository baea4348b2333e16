import GRDB
import Mail

/// The mailboxes that a step made, renamed or removed, brought back to what they were.
///
/// Those that come back do so before their mail, and those that go do so after it. Whatever is
/// different from what the step left stays as it is: mail never goes with a mailbox.
struct UndoneMailboxes {
    private let db: Database
    private let renamings: [LocalMailboxes.Renaming]
    private(set) var touched = Touched()
    /// What could not be done, each in half a sentence.
    private(set) var remarks: [String] = []

    init(_ db: Database, step: Int64, _ direction: Undoing.Direction) throws {
        self.db = db
        renamings = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT mailbox_id, old_name, new_name FROM undo_mailbox WHERE step_id = ?"),
            arguments: [step]
        ).map { row in
            let (old, new): (String, String) = (row[1], row[2])
            return direction == .back
                ? LocalMailboxes.Renaming(id: MailboxID(row[0]), old: new, new: old)
                : LocalMailboxes.Renaming(id: MailboxID(row[0]), old: old, new: new)
        }
    }

    /// Shows mailboxes again, and renames.
    mutating func open() throws {
        for renaming in renamings where !renaming.new.isEmpty {
            guard let now = try name(of: renaming.id) else {
                remarks.append("\"\(renaming.new)\" is gone for good")
                continue
            }
            guard now != renaming.new else { continue }
            guard now == renaming.old else {
                remarks.append("\"\(now)\" was renamed since and stays")
                continue
            }
            guard try !isTaken(renaming) else {
                remarks.append("there is another mailbox \"\(renaming.new)\" now")
                continue
            }
            try db.run(
                "UPDATE mailbox SET name = ?, is_hidden = 0 WHERE id = ?",
                [renaming.new, renaming.id.rawValue])
            try touch(renaming.id)
        }
    }

    /// Hides mailboxes, if nothing is left in them.
    mutating func close() throws {
        for renaming in renamings where renaming.new.isEmpty {
            guard let now = try name(of: renaming.id), !now.isEmpty else { continue }
            let held = try db.number(
                "SELECT 1 FROM entry WHERE mailbox_id = ? AND is_expunged = 0 LIMIT 1",
                [renaming.id.rawValue])
            guard held == nil else {
                remarks.append("\"\(now)\" holds other mail now and stays")
                continue
            }
            try db.run("UPDATE mailbox SET is_hidden = 1 WHERE id = ?", [renaming.id.rawValue])
            try touch(renaming.id)
        }
    }

    /// '' for a hidden mailbox, nil for one that is gone.
    private func name(of mailbox: MailboxID) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT iif(is_hidden, '', name) FROM mailbox WHERE id = ?"),
            arguments: [mailbox.rawValue])
    }

    private func isTaken(_ renaming: LocalMailboxes.Renaming) throws -> Bool {
        let account = try Places(db: db).account(of: renaming.id)
        let names = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, name FROM mailbox WHERE account_id = ? AND is_hidden = 0"),
            arguments: [account.rawValue])
        let moved = Set(renamings.map(\.id.rawValue))
        return names.contains { row in
            !moved.contains(row[0]) && MailboxPath.areSame(row[1], renaming.new)
        }
    }

    private mutating func touch(_ mailbox: MailboxID) throws {
        touched.mailboxList = true
        touched.mailboxes.insert(mailbox)
        touched.accounts.insert(try Places(db: db).account(of: mailbox))
    }
}
