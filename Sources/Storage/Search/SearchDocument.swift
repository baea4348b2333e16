import GRDB
import Mail

/// Writes the words of messages into the index.
struct SearchDocument {
    let index: Database

    /// What is there already stays as it is; `tasks` ascend, which spares the index much work.
    func add(_ task: SearchTask, _ text: SearchText?) throws {
        guard let head = task.head else { return }
        let message = task.message.rawValue
        let known = try index.number("SELECT holds FROM document WHERE message_id = ?", [message])
        let holds = known ?? 0
        let shard = SearchShard(of: message)
        if try index.number("SELECT 1 FROM shard WHERE number = ?", [shard.number]) == nil {
            try shard.make(index)
        }
        var added: Int64 = 0
        // Subject and people of every message, also where only its text was waited for.
        if holds & SearchTask.head == 0 {
            let values = [message.databaseValue] + head.map { WordText.spread($0).databaseValue }
            try index.run(
                """
                INSERT INTO \(shard.head)
                    (rowid, subject, sender, recipients, copies, blind, list)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, StatementArguments(values))
            added |= SearchTask.head
        }
        if let text, holds & SearchTask.text == 0 || task.wants & SearchTask.textAgain != 0 {
            let names = text.fileNames.joined(separator: "\n")
            try index.run(
                "INSERT INTO \(shard.text) (rowid, body, names) VALUES (?, ?, ?)",
                [
                    message, SearchDocument.words(text.text, limit: Limits.indexedText),
                    SearchDocument.words(names, limit: Limits.indexedNames),
                ])
            added |= SearchTask.text
        }
        guard holds | added != holds else { return }
        try index.run(
            """
            INSERT INTO document (message_id, holds) VALUES (?, ?)
            ON CONFLICT (message_id) DO UPDATE SET holds = excluded.holds
            """, [message, holds | added])
    }

    /// Bounded, and without what SQLite would take for the end of a text.
    private static func words(_ text: String, limit: Int) -> String {
        let octets = text.utf8.prefix(limit)
        let start = octets.count < limit ? text : String(decoding: octets, as: UTF8.self)
        return WordText.spread(TextList.clean(start))
    }
}
