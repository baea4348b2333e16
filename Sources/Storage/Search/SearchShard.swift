import GRDB

/// The words of a range of messages: a table for subject and people, another for the text.
///
/// Subject and people are known of every message, its text only once it is held here; and words of
/// a subject are found fastest where no text is beside them. Rows have the message's number. They
/// are contentless, and nothing can be deleted from them one by one (SQLite 3.40): what belongs to
/// messages that are gone is left out when it is found, and a shard is made anew as a whole.
struct SearchShard: Hashable {
    let number: Int64

    init(number: Int64) {
        self.number = number
    }

    init(of message: Int64) {
        number = message >> SearchShard.bits
    }

    /// 65,536 messages.
    private static let bits: Int64 = 16

    var messages: Range<Int64> {
        let first = number << SearchShard.bits
        return first..<first + 1 << SearchShard.bits
    }

    var head: String { "head_\(number)" }
    var text: String { "text_\(number)" }

    static func all(_ db: Database) throws -> [SearchShard] {
        try db.numbers("SELECT number FROM shard ORDER BY number").map(SearchShard.init(number:))
    }

    func make(_ db: Database) throws {
        try db.run("INSERT INTO shard (number) VALUES (?)", [number])
        try db.execute(sql: table(head, "subject, sender, recipients, copies, blind, list"))
        try db.execute(sql: table(text, "body, names"))
        for name in [head, text] {
            // Fewer and larger merges: an eighth less work than the default of 4.
            try db.execute(sql: "INSERT INTO \(name) (\(name), rank) VALUES ('automerge', 8)")
            try db.execute(
                sql: "INSERT INTO \(name) (\(name), rank) VALUES ('hashsize', ?)",
                arguments: [Limits.searchHash])
        }
    }

    func remove(_ db: Database) throws {
        try db.execute(sql: "DROP TABLE IF EXISTS \(head)")
        try db.execute(sql: "DROP TABLE IF EXISTS \(text)")
        try db.run(
            "DELETE FROM document WHERE message_id >= ? AND message_id < ?",
            [messages.lowerBound, messages.upperBound])
        try db.run("DELETE FROM shard WHERE number = ?", [number])
    }

    private func table(_ name: String, _ columns: String) -> String {
        """
        CREATE VIRTUAL TABLE \(name) USING fts5(
            \(columns), content = '', columnsize = 0,
            tokenize = "unicode61 remove_diacritics 2")
        """
    }
}
