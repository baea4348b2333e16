import GRDB
import Mail

/// Gathers wishes into the batches one command each can tell a server.
struct BatchBuilder {
    private struct Key: Hashable {
        var kind: PendingBatch.Kind
        var mailbox: MailboxID
        var generation: Int64
    }

    private var batches: [PendingBatch] = []
    private var places: [Key: Int] = [:]
    private(set) var count = 0

    mutating func add(_ wish: JournalRow.Wish) {
        let key = Key(
            kind: wish.kind, mailbox: wish.place.mailbox, generation: wish.place.id.generation)
        let item = PendingBatch.Item(entry: wish.entry, number: wish.place.id.number)
        count += 1
        if let place = places[key] {
            batches[place].items.append(item)
        } else {
            places[key] = batches.count
            batches.append(
                PendingBatch(
                    kind: key.kind, mailbox: key.mailbox, generation: key.generation,
                    items: [item]))
        }
    }

    /// In the order a server must hear them: flags travel with a message, copies need it in its
    /// place, and what is expunged is gone for all the others.
    var ordered: [PendingBatch] {
        let sorted = batches.map { batch in
            var batch = batch
            batch.items.sort { $0.number < $1.number }
            return batch
        }
        return (0..<4).flatMap { rank in sorted.filter { BatchBuilder.rank($0.kind) == rank } }
    }

    private static func rank(_ kind: PendingBatch.Kind) -> Int {
        switch kind {
        case .flags: 0
        case .copy: 1
        case .move: 2
        case .expunge: 3
        }
    }
}

extension Store {
    /// What the account's server has not yet heard and can hear now.
    ///
    /// Flags first, then copies, moves, expunges; `limit` bounds the items of all batches
    /// together. What is being sent is left out.
    public func pendingBatches(
        of account: AccountID, limit: Int
    ) async throws(StoreFault) -> [PendingBatch] {
        try await batches(of: account, limit: limit, \.queued)
    }

    /// What was sent when a crash or a cut came: nobody knows whether the server did it.
    public func unresolvedBatches(
        of account: AccountID
    ) async throws(StoreFault) -> [PendingBatch] {
        try await batches(of: account, limit: .max, \.unresolved)
    }

    /// Entries the account's server has still something to hear about.
    public func pendingCount(of account: AccountID) async throws(StoreFault) -> Int {
        try await read { db in
            let count = try db.number(
                "SELECT count(*) FROM entry WHERE account_id = ? AND is_pending = 1",
                [account.rawValue])
            return Int(count ?? 0)
        }
    }

    private func batches(
        of account: AccountID, limit: Int,
        _ wishes: @escaping @Sendable (JournalRow) -> [JournalRow.Wish]
    ) async throws(StoreFault) -> [PendingBatch] {
        try await read { db in
            var builder = BatchBuilder()
            let rows = try db.cursor(JournalRow.selection, [account.rawValue])
            while builder.count < limit, let row = try rows.next() {
                for wish in wishes(JournalRow(row)) {
                    builder.add(wish)
                }
            }
            return builder.ordered
        }
    }
}
