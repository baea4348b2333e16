import GRDB
import Mail

/// How one entry is brought back to what it was before a step, and forth again.
struct UndoItem {
    var entry: EntryID
    var flagsSet: Flags = []
    var flagsCleared: Flags = []
    var keywords = KeywordDelta()
    var oldMailbox = MailboxID(0)
    var newMailbox = MailboxID(0)
    /// The source, where the entry itself was made by the step.
    var copiedFrom = EntryID(0)

    init(entry: EntryID) {
        self.entry = entry
    }

    static let columns = """
        entry_id, flags_set, flags_cleared, keywords, old_mailbox_id, new_mailbox_id, copied_from
        """

    init(_ row: Row) {
        entry = EntryID(row[0])
        flagsSet = Flags(rawValue: row[1])
        flagsCleared = Flags(rawValue: row[2])
        keywords = KeywordDelta(text: row[3])
        oldMailbox = MailboxID(row[4])
        newMailbox = MailboxID(row[5])
        copiedFrom = EntryID(row[6])
    }

    /// The same item seen from the other side.
    var inverse: UndoItem {
        var item = self
        (item.flagsSet, item.flagsCleared) = (flagsCleared, flagsSet)
        item.keywords = keywords.inverse
        (item.oldMailbox, item.newMailbox) = (newMailbox, oldMailbox)
        return item
    }
}

/// Writes one step of undo while its change is made.
struct UndoLog {
    private let db: Database
    private let isOpen: Bool
    private var number: Int64?

    init(db: Database, isOpen: Bool) {
        self.db = db
        self.isOpen = isOpen
    }

    /// The step's number; made when the first entry is different, and with it all redo ends.
    mutating func step() throws -> Int64? {
        guard isOpen else { return nil }
        if let number { return number }
        try db.run("DELETE FROM undo_step WHERE is_undone = 1")
        number = try db.insert(
            "INSERT INTO undo_step (description, moment) VALUES ('', unixepoch())")
        return number
    }

    mutating func add(_ item: UndoItem) throws {
        guard let step = try step() else { return }
        try db.run(
            """
            INSERT INTO undo_item (step_id, \(UndoItem.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                step, item.entry.rawValue, item.flagsSet.rawValue, item.flagsCleared.rawValue,
                item.keywords.text, item.oldMailbox.rawValue, item.newMailbox.rawValue,
                item.copiedFrom.rawValue,
            ])
    }

    /// A mailbox that the step makes, renames or removes.
    mutating func add(_ renaming: LocalMailboxes.Renaming) throws {
        guard let step = try step() else { return }
        try db.run(
            """
            INSERT INTO undo_mailbox (step_id, mailbox_id, old_name, new_name)
            VALUES (?, ?, ?, ?)
            """, [step, renaming.id.rawValue, renaming.old, renaming.new])
    }

    /// Names the step and drops those beyond what is kept.
    func close(_ description: String) throws {
        guard let number else { return }
        try db.run(
            "UPDATE undo_step SET description = ? WHERE id = ?", [description, number])
        try db.run("DELETE FROM undo_step WHERE id <= ?", [number - Limits.undoSteps])
    }
}
