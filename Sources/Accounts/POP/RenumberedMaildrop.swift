import POP
import Storage

/// A server that calls all its messages by other names than before: after a move to another
/// machine, or a new UIDVALIDITY behind the unique-ids.
enum RenumberedMaildrop {
    private static let least = 10

    /// Whether most of what was listed before is missing, and about as much is new.
    static func isOne(
        _ known: [Storage.MaildropItem], listed: [MaildropPlan.Item]
    ) -> Bool {
        let names = Set(listed.compactMap(\.id))
        let held = known.filter(isExpected)
        let missing = held.count { !names.contains($0.id) }
        let strangers = strangers(known, listed: listed).count
        return missing >= least && missing * 2 > held.count && strangers * 2 >= missing
    }

    /// Listed under names that nothing is known of.
    static func strangers(
        _ known: [Storage.MaildropItem], listed: [MaildropPlan.Item]
    ) -> [MaildropPlan.Item] {
        let names = Set(known.map(\.id))
        return listed.filter { item in item.id.map { !names.contains($0) } ?? false }
    }

    /// The new name of each message that is found again by Message-ID, date and size.
    ///
    /// Two that agree in all of it are both found; one that agrees in nothing is downloaded, and
    /// then known by its octets.
    static func names(
        _ known: [Storage.MaildropItem], listed: [MaildropPlan.Item],
        letters: [MessageNumber: String]
    ) -> [Storage.MaildropItem.ID: Storage.MaildropItem.ID] {
        let listedNames = Set(listed.compactMap(\.id))
        var lost = Dictionary(
            grouping: known.filter {
                $0.isVanished(from: listedNames) && !$0.letter.isEmpty && $0.id.uniqueID != ""
            }, by: \.letter)
        var names: [Storage.MaildropItem.ID: Storage.MaildropItem.ID] = [:]
        for item in strangers(known, listed: listed) {
            guard let letter = letters[item.number], let id = item.id,
                let place = lost[letter]?.firstIndex(where: { $0.isOfSize(item.size) }),
                let old = lost[letter]?.remove(at: place)
            else { continue }
            names[old.id] = id
        }
        return names
    }

    private static func isExpected(_ item: Storage.MaildropItem) -> Bool {
        item.id.hasServerName && !item.isAbsent
            && (item.state == .stored || item.state == .headerOnly)
    }
}

extension Storage.MaildropItem {
    fileprivate func isOfSize(_ size: Int) -> Bool {
        size > 0 && (size == listSize || (listSize == nil && size == self.size))
    }
}
