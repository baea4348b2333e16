import Mail

/// The messages of the thread that is being read, oldest first.
struct Conversation: Equatable, Sendable {
    /// As the store told them.
    private(set) var rows: [ListRow] = []
    /// The list of them is wanted above the text.
    var isShown = false

    mutating func replace(_ rows: [ListRow]) {
        self.rows = Array(rows.suffix(Limits.conversationRows))
    }

    /// Forgets the rows of another conversation.
    mutating func keepOnly(containing entry: EntryID) {
        if index(of: entry) == nil { rows = [] }
    }

    func index(of entry: EntryID) -> Int? {
        rows.firstIndex { $0.id == entry }
    }

    /// A message alone is no conversation.
    func position(of entry: EntryID) -> (number: Int, count: Int)? {
        guard rows.count > 1, let index = index(of: entry) else { return nil }
        return (index + 1, rows.count)
    }

    /// Rows of the screen the list takes in a pane of so many: a title, messages and a rule.
    func height(in rows: Int, entry: EntryID) -> Int {
        guard isShown, position(of: entry) != nil else { return 0 }
        return min(self.rows.count + 2, max(3, rows / 3))
    }
}
