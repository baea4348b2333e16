import GRDB
import Mail

/// A question as the store answers it: messages known by their words, and a condition on rows.
struct QueryFilter {
    /// Both must be true of an entry; nil and "": everything is.
    private(set) var messages: IDSet?
    private(set) var condition = ""
    private(set) var arguments = StatementArguments()
    /// Whether the condition speaks of the message `m` and not of the entry `e` alone.
    private(set) var needsMessage = false

    init() {}

    init(_ query: Query, _ db: Database, _ words: WordSearch?) throws {
        guard let condition = query.condition else { return }
        let parts = if case .all(let parts) = condition { parts } else { [condition] }
        var compiler = Compiler(db: db, words: words)
        for part in parts {
            switch try compiler.compile(part) {
            case .messages(let set): messages = messages?.intersection(set) ?? set
            case .rows(let sql, let more):
                self.condition += " AND \(sql)"
                arguments += more
            }
        }
        needsMessage = compiler.needsMessage
    }

    var isEmpty: Bool { messages == nil && condition.isEmpty }

    /// Part of a condition: words are looked up at once, everything else is asked of the rows.
    fileprivate enum Compiled {
        case messages(IDSet)
        case rows(String, StatementArguments)

        /// As a condition on rows, where the two meet below an OR.
        var rows: (sql: String, arguments: StatementArguments) {
            switch self {
            case .rows(let sql, let arguments): (sql, arguments)
            case .messages(let set):
                (
                    "e.message_id \(set.isComplement ? "NOT " : "")IN "
                        + "(SELECT value FROM json_each(?))", [set.json]
                )
            }
        }

        var set: IDSet? {
            if case .messages(let set) = self { set } else { nil }
        }
    }

    /// Calls itself as deep as a question goes, which its reading has bounded.
    fileprivate struct Compiler {
        let db: Database
        let words: WordSearch?
        var needsMessage = false
    }
}

extension QueryFilter.Compiler {
    mutating func compile(_ condition: Query.Condition) throws -> QueryFilter.Compiled {
        switch condition {
        case .term(let term): return try compile(term)
        case .not(let part):
            let part = try compile(part)
            if let set = part.set { return .messages(set.complement) }
            return .rows("NOT \(part.rows.sql)", part.rows.arguments)
        case .all(let parts): return try join(parts, "AND") { $0.intersection($1) }
        case .any(let parts): return try join(parts, "OR") { $0.union($1) }
        }
    }

    /// Sets are joined as sets, and only what is left becomes a longer condition.
    private mutating func join(
        _ parts: [Query.Condition], _ word: String, _ combine: (IDSet, IDSet) -> IDSet
    ) throws -> QueryFilter.Compiled {
        let compiled = try parts.map { try compile($0) }
        let sets = compiled.compactMap(\.set)
        let set = sets.dropFirst().reduce(sets.first) { joined, next in
            joined.map { combine($0, next) }
        }
        let others = compiled.filter { $0.set == nil }
        if others.isEmpty, let set { return .messages(set) }
        let terms = (set.map { [QueryFilter.Compiled.messages($0)] } ?? []) + others
        let sql = terms.map(\.rows.sql).joined(separator: " \(word) ")
        return .rows("(\(sql))", terms.reduce([]) { $0 + $1.rows.arguments })
    }

    private mutating func compile(_ term: Query.Term) throws -> QueryFilter.Compiled {
        switch term {
        case .everything: return .messages(.everything)
        case .words(let asked):
            return .messages(try words?.messages(with: asked) ?? IDSet([]))
        // In these words, by which SQLite knows the index of unread entries.
        case .unread: return .rows("e.flags & 17 = 0", [])
        case .flags(let flags):
            return .rows("(e.flags & ?) = ?", [flags.rawValue, flags.rawValue])
        case .label(let keyword):
            let pattern = "% \(keyword.name.likeEscaped) %"
            return .rows("(' ' || e.keywords || ' ') LIKE ? ESCAPE '\\'", [pattern])
        case .since(let moment): return .rows("e.sort_date >= ?", [moment.seconds])
        case .until(let moment): return .rows("e.sort_date < ?", [moment.seconds])
        case .attachment: return ofMessage("m.attachments > 0")
        case .larger(let octets): return ofMessage("m.size > ?", [octets])
        case .smaller(let octets): return ofMessage("(m.size >= 0 AND m.size < ?)", [octets])
        case .mailbox(let name): return .rows(list("e.mailbox_id", try mailboxes(name)), [])
        case .account(let name): return .rows(list("e.account_id", try accounts(name)), [])
        }
    }

    private mutating func ofMessage(
        _ sql: String, _ arguments: StatementArguments = []
    ) -> QueryFilter.Compiled {
        needsMessage = true
        return .rows(sql, arguments)
    }

    private func list(_ column: String, _ ids: [Int64]) -> String {
        "\(column) IN (\(ids.map(String.init).joined(separator: ", ")))"
    }

    /// By its whole name, by its last level, or by its role; in any case of letters.
    private func mailboxes(_ name: String) throws -> [Int64] {
        let wanted = name.lowercased()
        let rows = try db.cursor("SELECT id, name, role FROM mailbox")
        var ids: [Int64] = []
        while let row = try rows.next() {
            let (full, role): (String, String) = (row[1], row[2])
            let last = full.split(separator: "/").last.map { $0.lowercased() }
            if full.lowercased() == wanted || last == wanted || role == wanted {
                ids.append(row[0])
            }
        }
        return ids
    }

    private func accounts(_ name: String) throws -> [Int64] {
        let rows = try db.cursor("SELECT id, name FROM account")
        var ids: [Int64] = []
        while let row = try rows.next() {
            let full: String = row[1]
            if full.lowercased() == name.lowercased() { ids.append(row[0]) }
        }
        return ids
    }
}
