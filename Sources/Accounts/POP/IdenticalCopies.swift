import POP

/// Messages of one maildrop that share a unique-id, of which none is deleted before all are stored.
///
/// Their ids tell them apart by their place alone (RFC 1939 §7): when one goes, the next listing
/// shows another in its place, which would then be taken for the one that is stored.
struct IdenticalCopies {
    private var missing: [String: Int] = [:]
    private var waiting: [String: [MessageNumber]] = [:]

    init(_ retrieved: [MaildropPlan.Item] = []) {
        for item in retrieved where !item.uniqueID.isEmpty {
            missing[item.uniqueID, default: 0] += 1
        }
    }

    /// Notes that a message is stored; answers what may be deleted now.
    mutating func stored(_ item: MaildropPlan.Item) -> [MessageNumber] {
        guard let left = missing[item.uniqueID] else { return [item.number] }
        missing[item.uniqueID] = left - 1
        waiting[item.uniqueID, default: []].append(item.number)
        guard left == 1 else { return [] }
        return waiting.removeValue(forKey: item.uniqueID) ?? []
    }
}
