import GRDB
import Mail

/// A message whose words are not in the index yet.
public struct SearchTask: Sendable {
    public let message: MessageID
    /// Whether its text is to be indexed as well; subject and people the store knows itself.
    public var wantsText: Bool { wants & (SearchTask.text | SearchTask.textAgain) != 0 }

    let wants: Int64
    /// Moves when more is wanted of the message meanwhile.
    let round: Int64
    /// Subject, people and list; nil when the message is gone.
    let head: [String]?
    /// Of its Message-ID and octets: another message that has its number has another mark.
    let mark: Int64

    static let head: Int64 = 1
    static let text: Int64 = 2
    static let textAgain: Int64 = 4

    /// The newest messages of the queue.
    static func newest(_ limit: Int, _ db: Database) throws -> [SearchTask] {
        let rows = try db.cursor(selection + " ORDER BY q.message_id DESC LIMIT ?", [limit])
        var tasks: [SearchTask] = []
        while let row = try rows.next() {
            tasks.append(SearchTask(row))
        }
        return tasks
    }

    /// Of one message; nil when it is not queued.
    static func queued(_ message: Int64, _ db: Database) throws -> SearchTask? {
        try db.row(selection + " WHERE q.message_id = ?", [message]).map(SearchTask.init)
    }

    private static let selection = """
        SELECT q.message_id, q.wants, q.round, m.subject, m.from_list, m.to_list, m.cc_list,
            m.bcc_list, m.list_id, m.message_id_text, m.sha256
        FROM search_queue q LEFT JOIN message m ON m.id = q.message_id
        """

    private init(_ row: Row) {
        message = MessageID(row[0])
        wants = row[1]
        round = row[2]
        let fields: [String?] = (3...8).map { row[$0] }
        head = fields.contains(nil) ? nil : fields.compactMap(\.self)
        let name: String? = row[9]
        mark = Identity.of(
            Blob.octets(row, 10).reduce(into: name ?? "") { $0 += ",\($1)" })
    }

    /// Takes it off the queue, unless more was wanted meanwhile.
    func finish(_ db: Database) throws {
        try db.run(
            "DELETE FROM search_queue WHERE message_id = ? AND round = ?",
            [message.rawValue, round])
    }
}

/// Queues messages of an old store, or of an index that is made anew, a piece at a time.
struct SearchFilling {
    let db: Database

    /// The next messages below the mark, which moves down.
    func fill() throws {
        let below = try SearchState(db).below
        guard below > 0 else { return }
        let lowest = try db.number(
            """
            SELECT min(id) FROM (SELECT id FROM message WHERE id < ? ORDER BY id DESC LIMIT ?)
            """, [below, Limits.queuedAtOnce])
        if let lowest { try queue(lowest..<below) }
        try db.run("UPDATE search_state SET below = ? WHERE id = 1", [lowest ?? 0])
    }

    /// Everything that can be indexed of the messages there are in a range.
    func queue(_ messages: Range<Int64>) throws {
        try db.run(
            """
            INSERT INTO search_queue (message_id, wants)
            SELECT id, CASE WHEN raw_id > 0 OR EXISTS (
                SELECT 1 FROM entry WHERE message_id = message.id AND is_held = 1
            ) THEN 3 ELSE 1 END FROM message WHERE id >= ? AND id < ?
            ON CONFLICT (message_id) DO UPDATE SET wants = wants | excluded.wants,
                round = round + 1
            """, [messages.lowerBound, messages.upperBound])
    }
}
