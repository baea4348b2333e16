import Mail
import Storage

extension [RemoteArrival] {
    /// The arrivals with what filters say of each; the store decides which are news.
    func filed(by filters: [FilterRule]) -> [RemoteArrival] {
        guard !filters.isEmpty else { return self }
        return map { arrival in
            var arrival = arrival
            arrival.filing = filters.filing(of: arrival.envelope)
            return arrival
        }
    }
}

extension SyncReport {
    /// What filters did to a piece of news, and what they could not do.
    mutating func note(_ merged: MergeReport) {
        filed += merged.filed
        for name in merged.unknownMailboxes.sorted() {
            let remark = Filtering.remark(onMissing: name)
            if !remarks.contains(remark) { remarks.append(remark) }
        }
    }
}

/// Gives mail that is here already to the filters of its account.
public struct Filtering: Sendable {
    private let store: Store
    private let filters: [FilterRule]

    /// Entries whose envelopes are read at a time.
    private static let pieceSize = 500

    init(_ filters: [FilterRule], store: Store) {
        self.filters = filters
        self.store = store
    }

    /// Nil where the settings have no filters for the account.
    public init?(_ plan: AccountPlan, store: Store) {
        guard !plan.filters.isEmpty else { return nil }
        filters = plan.filters
        self.store = store
    }

    static func remark(onMissing mailbox: String) -> String {
        "A filter names the mailbox \"\(mailbox)\", which the server does not have; "
            + "its mail stays where it is."
    }

    /// What the filters say of a mailbox's messages, as the change that does it; nil: nothing.
    ///
    /// Reads piece by piece; keeps no more than the numbers of those that a rule holds for.
    public func change(
        of mailbox: MailboxID
    ) async throws(StoreFault) -> ChangeAction? {
        var groups: [Filing: [EntryID]] = [:]
        var order: [Filing] = []
        var last: (date: Int64, entry: EntryID)?
        while true {
            let piece = try await store.envelopes(
                in: mailbox, after: last, limit: Filtering.pieceSize)
            for item in piece {
                guard let filing = filters.filing(of: item.envelope) else { continue }
                if groups[filing] == nil { order.append(filing) }
                groups[filing, default: []].append(item.entry)
            }
            guard piece.count == Filtering.pieceSize, let next = piece.last else { break }
            last = (next.date, next.entry)
        }
        guard !order.isEmpty else { return nil }
        return .file(order.map { FiledEntries(groups[$0] ?? [], $0) })
    }
}
