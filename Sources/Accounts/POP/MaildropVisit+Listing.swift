import MIME
import Mail
import POP
import Storage

extension MaildropVisit {
    /// What the server holds now, by lasting names where there are any.
    func list(_ known: [Storage.MaildropItem]) async throws(Problem) -> [MaildropPlan.Item] {
        try await conversation.tell { session in
            session.submit(.stat)
            session.submit(.uidl)
            session.submit(.list)
        }
        // What we hold has unique-ids; without them this time, all of it would come again.
        let isKnownByName = known.contains { $0.id.hasServerName }
        var items: [POP.MaildropItem] = []
        let deadline = ContinuousClock.now + MaildropVisit.listingTime
        while true {
            switch try await conversation.next(until: deadline) {
            case .listing(let listing):
                items = listing
            case .sizes(let sizes):
                return try await named(MaildropVisit.items(named: items, sizes: sizes), known)
            case .refused(.uidl, let refusal) where isKnownByName:
                throw Problem(refusal, doing: "name its messages", account: store.name)
            case .refused(.list, let refusal):
                throw Problem(refusal, doing: "list the mail", account: store.name)
            default:
                break
            }
        }
    }

    /// A million lines over a slow line; a server that sends octet by octet is slower.
    private static let listingTime = Duration.seconds(600)

    private static func items(
        named: [POP.MaildropItem], sizes: [MessageNumber: Int]
    ) -> [MaildropPlan.Item] {
        let unnamed = Set(sizes.keys).subtracting(named.map(\.number)).sorted()
        return (named + unnamed.map { POP.MaildropItem(number: $0, uniqueID: nil) }).map { item in
            MaildropPlan.Item(
                number: item.number, uniqueID: item.uniqueID?.text ?? "",
                ordinal: item.ordinal, size: sizes[item.number] ?? 0)
        }
    }

    /// Gives names to messages without one, where they stay at the server over several visits.
    ///
    /// Else such a message is told apart by its content, once that is here.
    private func named(
        _ items: [MaildropPlan.Item], _ known: [Storage.MaildropItem]
    ) async throws(Problem) -> [MaildropPlan.Item] {
        let unnamed = items.filter(\.uniqueID.isEmpty)
        guard !unnamed.isEmpty, rules.keepsMail || known.contains(where: \.id.isHeaderName) else {
            return items
        }
        guard found.hasTOP else {
            guard unnamed.count == items.count, rules.keepsMail else { return items }
            throw Problem(
                .settings, account: store.name,
                headline: "This server cannot tell its messages apart (no UIDL, no TOP)",
                remedy: "Mail can only be downloaded and deleted: set leave_on_server = \"0d\".")
        }
        let hashes = try await tops(unnamed) { HeaderName.digest(of: $0) }
        var copies: [String: Int] = [:]
        return items.map { item in
            guard item.uniqueID.isEmpty, let hash = hashes[item.number] else { return item }
            var item = item
            item.uniqueID = HeaderName.text(hash, size: item.size)
            item.ordinal = copies[item.uniqueID, default: 0]
            copies[item.uniqueID, default: 0] += 1
            return item
        }
    }

    /// Asks for headers, many at a time; what the server refuses is left out.
    func tops<Value: Sendable>(
        _ items: [MaildropPlan.Item], _ read: ([UInt8]) -> Value
    ) async throws(Problem) -> [MessageNumber: Value] {
        var values: [MessageNumber: Value] = [:]
        var rest = items[...]
        while !rest.isEmpty {
            let batch = rest.prefix(MaildropVisit.topsAtOnce).map(\.number)
            rest = rest.dropFirst(batch.count)
            try await conversation.tell { session in
                for number in batch { session.submit(.top(number, lines: 0)) }
            }
            var open = batch.count
            while open > 0 {
                switch try await conversation.next() {
                case .top(let number, let header):
                    values[number] = read(header)
                    open -= 1
                case .refused(.top, _): open -= 1
                default: break
                }
            }
        }
        return values
    }

    private static let topsAtOnce = 500

    /// Finds messages again that the server calls by other names now.
    func recognise(
        _ known: [Storage.MaildropItem], _ listed: [MaildropPlan.Item]
    ) async throws(Problem) {
        let strangers = RenumberedMaildrop.strangers(known, listed: listed)
        guard found.hasTOP else { return }
        let letters = try await tops(strangers) { header in
            Storage.MaildropItem.letter(of: ParsedMessage(header).envelope)
        }
        let names = RenumberedMaildrop.names(known, listed: listed, letters: letters)
        guard !names.isEmpty else { return }
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.rename(names, of: account)
        }
    }

    /// What the server still lists it did not delete, whatever it said.
    func noteBelied(
        _ known: [Storage.MaildropItem], _ listed: [MaildropPlan.Item]
    ) async throws(Problem) {
        let names = Set(listed.compactMap(\.id))
        let belied = known.filter { $0.state == .deleteConfirmed && names.contains($0.id) }
        guard !belied.isEmpty else { return }
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.beliedDeletions(belied.map(\.id), of: account)
        }
    }

    /// The store learns which deletions of the last visit became real.
    func record(_ listed: [MaildropPlan.Item]) async throws(Problem) {
        let items = listed.map {
            ListedItem(uniqueID: $0.uniqueID, ordinal: $0.ordinal, size: $0.size)
        }
        let named = Set(listed.compactMap(\.id))
        try await store.run {
            [account = store.account, now, isKnownWhole = unresolved.isEmpty] store
                throws(StoreFault) in
            try await store.recordListing(items, of: account, at: now, isKnownWhole: isKnownWhole)
            try await store.forgetMaildropTroubles(of: account, except: named)
        }
    }
}
