import Mail
import POP
import Storage

/// What a visit to a maildrop will do, decided from what the server lists and what we hold.
struct MaildropPlan: Equatable {
    struct Item: Hashable {
        var number: MessageNumber
        var uniqueID: String
        var ordinal: Int
        /// By the server's word, for the window of outstanding commands; 0 when unknown.
        var size: Int

        /// Under what it is remembered; nil without a unique id.
        var id: Storage.MaildropItem.ID? {
            uniqueID.isEmpty ? nil : .init(uniqueID: uniqueID, ordinal: ordinal)
        }
    }

    /// Not held here: to be retrieved, smallest first.
    ///
    /// Small messages are useful to the person at once; a large one may take the rest of the time.
    /// Those at which a visit broke off come last.
    var retrieve: [Item] = []
    /// Larger than the limit: only their headers are fetched.
    var headers: [Item] = []
    /// Held here and due by the rules: to be deleted, if the server still means the same message.
    var delete: [(item: Item, stored: Storage.MaildropItem)] = []
    /// Held here and to stay: as far as their names still mean the same.
    var kept: [(item: Item, stored: Storage.MaildropItem)] = []
    /// Names that seem to mean another message than before.
    var doubts = 0
    /// How many of ``retrieve``, at the end, broke a visit off.
    var troubled = 0
    /// Messages that never came whole, though the server kept sending: they are left alone.
    var unfit = 0
    /// Messages that are listed and not held whole, whatever is done about them.
    var missing: [Item] = []
    var vanished = VanishedItems()
    /// Those of which not even the header is here.
    var unresolved: Set<MessageNumber> = []

    init(
        listed: [Item], known: [Storage.MaildropItem], rules: MaildropRules, now: Timestamp,
        troubles: [Storage.MaildropItem.ID: Int] = [:]
    ) {
        let held = Dictionary(
            known.filter { !$0.id.uniqueID.isEmpty && $0.state != .gone }.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        // What was gone and is listed again is another message under a name that was free, or one
        // that came back: it is retrieved, and the store knows it by its octets.
        for item in listed {
            sort(item, item.id.flatMap { held[$0] }, rules, now)
        }
        // Of identical copies none is deleted before all are held.
        let incomplete = Set(missing.map(\.uniqueID))
        delete.removeAll { incomplete.contains($0.item.uniqueID) }
        noteVanished(known, in: listed)
        unresolved = Set((retrieve + headers).map(\.number))
        let failures = { (item: Item) in item.id.flatMap { troubles[$0] } ?? 0 }
        let count = retrieve.count + headers.count
        retrieve.removeAll { failures($0) >= MaildropPlan.unfitFailures }
        headers.removeAll { failures($0) >= MaildropPlan.unfitFailures }
        unfit = count - retrieve.count - headers.count
        retrieve.sort {
            (failures($0), $0.size, $0.number) < (failures($1), $1.size, $1.number)
        }
        troubled = retrieve.reversed().prefix { failures($0) > 0 }.count
    }

    /// Two downloads that broke the protocol; a lost line counts as one failure.
    private static let unfitFailures = 2 * Store.brokenDownload

    /// The name may mean another message than the one stored: what it means now is looked at.
    mutating func doubt(_ item: Item, _ stored: Storage.MaildropItem, isWhole: Bool) {
        doubts += 1
        missing.append(item)
        unresolved.insert(item.number)
        if isWhole { retrieve.append(item) } else { headers.append(item) }
        vanished.add(stored)
    }

    private mutating func sort(
        _ item: Item, _ stored: Storage.MaildropItem?, _ rules: MaildropRules, _ now: Timestamp
    ) {
        let isWhole = rules.fetchesWhole(item.size)
        guard let stored else {
            missing.append(item)
            if isWhole { retrieve.append(item) } else { headers.append(item) }
            return
        }
        let isDue = rules.deletes(stored, now: now)
        if stored.hasOtherSize(than: item.size) || (stored.wasToldDeleted && !isDue) {
            doubt(item, stored, isWhole: isWhole)
        } else if isDue {
            delete.append((item, stored))
        } else {
            kept.append((item, stored))
            guard stored.state == .headerOnly else { return }
            missing.append(item)
            if isWhole, !stored.isExpungedHere { retrieve.append(item) }
        }
    }

    private mutating func noteVanished(
        _ known: [Storage.MaildropItem], in listed: [Item]
    ) {
        let names = Set(listed.compactMap(\.id))
        // Messages without names are found by their octets anyway, and told apart by their count.
        let hasNameless = names.count < listed.count
        // Of messages that share a name the server keeps one it said it deleted: perhaps not that
        // one, but another, whose place among them changed.
        let texts = Set(names.map(\.uniqueID))
        let isShared = { (item: Storage.MaildropItem) in
            item.state == .deleteConfirmed && !names.contains(item.id)
                && texts.contains(item.id.uniqueID)
        }
        for item in known where item.isVanished(from: names) || isShared(item) {
            if hasNameless, item.id.uniqueID.isEmpty { continue }
            vanished.add(item)
        }
    }

    static func == (left: Self, right: Self) -> Bool {
        left.retrieve == right.retrieve && left.headers == right.headers
            && left.delete.map(\.item) == right.delete.map(\.item)
    }
}

extension Storage.MaildropItem {
    /// The server has another size for it than before: the name may mean another message.
    fileprivate func hasOtherSize(than size: Int) -> Bool {
        size > 0 && listSize.map { $0 > 0 && $0 != size } ?? false
    }

    /// The server may have given the name to another message, which nobody has read.
    var wasToldDeleted: Bool {
        state == .deleteConfirmed || state == .deleteBelied
    }

    /// Held here, and not because we had it deleted: it may be listed under another name.
    func isVanished(from listed: Set<ID>) -> Bool {
        switch state {
        // Whether one that had to be deleted was deleted nobody knows.
        case .stored, .headerOnly, .deletePending, .deleteBelied: !listed.contains(id)
        case .deleteConfirmed, .gone: false
        }
    }
}
