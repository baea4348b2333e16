import GRDB
import Mail

/// Which messages have some words: by the index, and row by row where it does not reach yet.
struct WordSearch {
    let mail: Database
    let file: SearchFile
    let memory: WordMemory
    /// Of the mail file.
    private let state: SearchState

    /// To be made inside the reading of the mail file: the queue is then older than the index, and
    /// a message that is just being indexed is found in one of the two.
    init(_ mail: Database, file: SearchFile, memory: WordMemory) throws {
        self.mail = mail
        self.file = file
        self.memory = memory
        state = try SearchState(mail)
    }

    func messages(with words: Query.Words) throws -> IDSet {
        guard WordText.hasWord(words.text) else {
            return IDSet(try scanned(words, below: Int64.max))
        }
        guard let indexed = try indexed(words) else {
            return IDSet(try scanned(words, below: Int64.max))
        }
        let waiting = IDSet(try queued(words))
        let older = IDSet(state.below > 0 ? try scanned(words, below: state.below) : [])
        return IDSet(indexed).union(waiting).union(older)
    }

    /// Nil where there is no index of this mail file.
    private func indexed(_ words: Query.Words) throws -> [Int64]? {
        let found = try file.read { index -> [Int64]? in
            let theirs = try IndexState(index)
            guard theirs.epoch == state.epoch, theirs.version == IndexState.currentVersion else {
                return nil
            }
            if let known = memory.messages(with: words, token: theirs.token) { return known }
            let found = try WordLookup(index: index).messages(with: words)
            memory.keep(found, with: words, token: theirs.token)
            return found
        }
        return found ?? nil
    }

    private func queued(_ words: Query.Words) throws -> [Int64] {
        let filter = WordFilter(words)
        guard !filter.isEmpty else { return [] }
        return try mail.numbers(
            """
            SELECT m.id FROM search_queue q CROSS JOIN message m ON m.id = q.message_id
            WHERE q.wants & 1 <> 0 AND \(filter.condition) ORDER BY q.message_id
            """, filter.arguments)
    }

    private func scanned(_ words: Query.Words, below limit: Int64) throws -> [Int64] {
        let filter = WordFilter(words)
        guard !filter.isEmpty else { return [] }
        return try mail.numbers(
            "SELECT m.id FROM message m WHERE m.id < ? AND \(filter.condition) ORDER BY m.id",
            [limit] + filter.arguments)
    }
}

/// What the mail file knows of the index.
struct SearchState: Hashable {
    /// Chosen by chance when an index is begun; the same in both files.
    var epoch: Int64
    /// Of the index's last commit whose messages are off the queue.
    var token: Int64
    /// Messages with a smaller number have yet to be queued.
    var below: Int64

    init(_ mail: Database) throws {
        let row = try mail.row("SELECT epoch, token, below FROM search_state WHERE id = 1")
        (epoch, token, below) = row.map { ($0[0], $0[1], $0[2]) } ?? (0, 0, 0)
    }
}

/// What the index knows of itself.
struct IndexState: Hashable {
    /// Moves whenever messages are indexed in another way; the index is made anew then.
    static let currentVersion: Int64 = 1

    var version: Int64
    var epoch: Int64
    var token: Int64
    var previous: Int64

    init(_ index: Database) throws {
        let row = try index.row("SELECT version, epoch, token, previous FROM state WHERE id = 1")
        (version, epoch, token, previous) = row.map { ($0[0], $0[1], $0[2], $0[3]) } ?? (0, 0, 0, 0)
    }
}
