import GRDB
import Mail

/// Takes one step back, or takes it again.
struct Undoing {
    /// Which way along the steps.
    enum Direction {
        case back, again
    }

    private let db: Database
    private let direction: Direction
    private(set) var touched = Touched()
    private var entries = 0
    private var lost = 0

    init(_ db: Database, _ direction: Direction) {
        self.db = db
        self.direction = direction
    }

    /// The step that would be next; nil when there is none.
    static func next(_ db: Database, _ direction: Direction) throws -> Row? {
        switch direction {
        case .back:
            try db.row(
                """
                SELECT id, description FROM undo_step WHERE is_undone = 0
                ORDER BY id DESC LIMIT 1
                """)
        case .again:
            try db.row(
                "SELECT id, description FROM undo_step WHERE is_undone = 1 ORDER BY id LIMIT 1")
        }
    }

    mutating func run() throws -> UndoReport? {
        guard let step = try Undoing.next(db, direction) else { return nil }
        let number: Int64 = step[0]
        var mailboxes = try UndoneMailboxes(db, step: number, direction)
        try mailboxes.open()
        let items = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT \(UndoItem.columns) FROM undo_item WHERE step_id = ?"),
            arguments: [number])
        var renamed: [(old: EntryID, new: EntryID)] = []
        while let row = try items.next() {
            let item = UndoItem(row)
            if item.copiedFrom.rawValue == 0 {
                try restore(direction == .back ? item.inverse : item)
            } else if direction == .back {
                try removeCopy(item)
            } else if let copy = try makeCopy(item) {
                renamed.append((item.entry, copy))
            }
        }
        try rename(renamed)
        try mailboxes.close()
        touched.merge(mailboxes.touched)
        try db.run(
            "UPDATE undo_step SET is_undone = ? WHERE id = ?", [direction == .back, number])
        return UndoReport(
            description: step[1], entries: entries, lost: lost, remarks: mailboxes.remarks)
    }

    /// Later steps that can be made again speak of the same copy.
    private func rename(_ copies: [(old: EntryID, new: EntryID)]) throws {
        for (old, new) in copies {
            try db.run(
                """
                UPDATE undo_item SET entry_id = ? WHERE entry_id = ?
                    AND step_id IN (SELECT id FROM undo_step WHERE is_undone = 1)
                """, [new.rawValue, old.rawValue])
        }
    }

    /// Makes what the item says, where the entry is still as the step left it.
    private mutating func restore(_ item: UndoItem) throws {
        guard let entry = try StoredEntry.fetch(db, item.entry) else {
            lost += 1
            return
        }
        let flags = entry.flags.subtracting(item.flagsCleared).union(item.flagsSet)
        let keywords = item.keywords.applied(to: entry.keywords)
            .spelled(as: entry.serverKeywords)
        let isMove = item.newMailbox.rawValue > 0 && entry.mailbox == item.oldMailbox
        if isMove, try Places(db: db).isRemoved(item.newMailbox) {
            lost += 1
            return
        }
        let mailbox = isMove ? item.newMailbox : entry.mailbox
        guard
            flags != entry.flags || keywords != entry.keywords || mailbox != entry.mailbox
        else { return }
        try db.run(
            "UPDATE entry SET flags = ?, keywords = ?, mailbox_id = ? WHERE id = ?",
            [flags.rawValue, keywords.text, mailbox.rawValue, entry.id.rawValue])
        touch(entry)
        touched.mailboxes.insert(mailbox)
    }

    private mutating func removeCopy(_ item: UndoItem) throws {
        guard let copy = try StoredEntry.fetch(db, item.entry) else {
            lost += 1
            return
        }
        touch(copy)
        try EntryCopy(db: db).expunge(copy, &touched)
    }

    /// Shows a hidden copy again, or makes a new one; answers the new one.
    private mutating func makeCopy(_ item: UndoItem) throws -> EntryID? {
        if let hidden = try StoredEntry.fetch(db, item.entry, hidden: true), !hidden.isLeaving {
            try db.run("UPDATE entry SET is_expunged = 0 WHERE id = ?", [hidden.id.rawValue])
            touch(hidden)
            return nil
        }
        guard let source = try StoredEntry.fetch(db, item.copiedFrom) else {
            lost += 1
            return nil
        }
        touch(source)
        touched.mailboxes.insert(item.newMailbox)
        return try EntryCopy(db: db).copy(source.id, to: item.newMailbox)
    }

    private mutating func touch(_ entry: StoredEntry) {
        entries += 1
        touched.mailboxes.insert(entry.mailbox)
        touched.accounts.insert(entry.account)
    }
}

extension Store {
    /// Takes back the person's last step; nil: nothing is left.
    ///
    /// Only what the step changed and nobody changed since; works after a restart, and after the
    /// server has heard of it, who is then told the opposite.
    public func undo() async throws(StoreFault) -> UndoReport? {
        try await step(.back)
    }

    /// Makes the step taken back last again; nil: there is none.
    public func redo() async throws(StoreFault) -> UndoReport? {
        try await step(.again)
    }

    /// What ``undo()`` would take back; nil: nothing.
    public var nextUndo: String? {
        get async throws(StoreFault) {
            try await read { db in try Undoing.next(db, .back)?[1] }
        }
    }

    private func step(_ direction: Undoing.Direction) async throws(StoreFault) -> UndoReport? {
        try await write(.person) { db, touched in
            var undoing = Undoing(db, direction)
            let report = try undoing.run()
            touched.merge(undoing.touched)
            return report
        }
    }
}
