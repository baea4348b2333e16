import Mail
import Storage

/// `mark`, `move`, `copy`, `archive`, `delete`: one wish about some entries.
public struct TriageCommand: Sendable {
    public enum Wish: Sendable {
        /// Words such as `+seen`, `-flagged`, `+$label1`.
        case mark([String])
        case move(to: String)
        case copy(to: String)
        case archive
        case delete
    }

    public var ids: [Int64]
    public var wish: Wish
    /// Wait until the server has heard of it.
    public var waits: Bool

    public init(ids: [Int64], wish: Wish, waits: Bool) {
        self.ids = ids
        self.wish = wish
        self.waits = waits
    }

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let entries = try await existing(in: workplace)
        var accounts: Set<AccountID> = []
        for action in try await actions(for: entries, in: workplace) {
            let outcome = try await workplace.writing { store throws(StoreFault) in
                try await store.apply(Change(.none, action))
            }
            accounts.formUnion(outcome.accounts)
            output.result(
                .object([
                    ("change", .string(outcome.description)),
                    ("affected", JSONValue(outcome.affected)),
                ]), outcome.description)
        }
        try await workplace.tellServers(of: accounts, waits: waits)
    }

    /// Every id must name an entry: a script should not half succeed unnoticed.
    private func existing(in workplace: Workplace) async throws(Problem) -> [ListRow] {
        var rows: [ListRow] = []
        for id in ids {
            let row = try await workplace.reading { store throws(StoreFault) in
                try await store.row(EntryID(id))
            }
            guard let row else {
                throw Problem(
                    .notFound, headline: "There is no message \(id)",
                    remedy: "martlet list shows the ids.")
            }
            rows.append(row)
        }
        return rows
    }

    private func actions(
        for rows: [ListRow], in workplace: Workplace
    ) async throws(Problem) -> [ChangeAction] {
        let entries = rows.map(\.id)
        switch wish {
        case .mark(let words): return try marks(words, entries)
        case .archive: return [.move(entries, to: .role(.archive))]
        case .delete: return [.move(entries, to: .role(.trash))]
        case .move(let name), .copy(let name):
            let names = try await workplace.names()
            var actions: [ChangeAction] = []
            for (account, own) in Dictionary(grouping: rows, by: \.account) {
                let target = Destination.mailbox(try names.mailbox(named: name, in: account))
                let ids = own.map(\.id)
                if case .move = wish {
                    actions.append(.move(ids, to: target))
                } else {
                    actions.append(.copy(ids, to: target))
                }
            }
            return actions
        }
    }

    private func marks(_ words: [String], _ entries: [EntryID]) throws(Problem) -> [ChangeAction] {
        var add: Flags = []
        var remove: Flags = []
        var addKeywords: [Keyword] = []
        var removeKeywords: [Keyword] = []
        for word in words {
            let name = String(word.dropFirst())
            if let flag = Flags(name: name), flag != .deleted {
                if word.hasPrefix("+") { add.insert(flag) } else { remove.insert(flag) }
            } else if let keyword = Keyword(name), flagless(name) {
                if word.hasPrefix("+") {
                    addKeywords.append(keyword)
                } else {
                    removeKeywords.append(keyword)
                }
            } else {
                throw Problem(.usage, headline: "\"\(name)\" cannot be a flag or keyword")
            }
        }
        var actions: [ChangeAction] = []
        if !add.isEmpty || !remove.isEmpty {
            actions.append(.flags(entries, add: add, remove: remove))
        }
        if !addKeywords.isEmpty || !removeKeywords.isEmpty {
            actions.append(.keywords(entries, add: addKeywords, remove: removeKeywords))
        }
        return actions
    }

    private func flagless(_ name: String) -> Bool {
        Flags(name: name) == nil
    }
}

/// `martlet undo`: takes back the last change.
public struct UndoCommand: Sendable {
    public init() {}

    func run(in workplace: Workplace, _ output: Output) async throws(Problem) {
        let report = try await workplace.writing { store throws(StoreFault) in
            try await store.undo()
        }
        guard let report else {
            throw Problem(.notFound, headline: "There is nothing to undo")
        }
        output.result(
            .object([
                ("undone", .string(report.description)), ("entries", JSONValue(report.entries)),
                ("lost", JSONValue(report.lost)),
            ]), "Undone: \(report.description)")
        try await workplace.tellServers(of: [], waits: false)
    }
}
