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
    }

    /// Not held here: to be retrieved, smallest first.
    ///
    /// Small messages are useful to the person at once; a large one may take the rest of the time.
    var retrieve: [Item] = []
    /// Held here and due by the policy: to be deleted.
    var delete: [Item] = []

    init(
        listed: [Item], known: [Storage.MaildropItem], policy: MaildropPolicy, now: Timestamp
    ) {
        let held = Dictionary(
            known.filter { !$0.id.uniqueID.isEmpty && $0.state != .gone }.map { (Key($0.id), $0) },
            uniquingKeysWith: { first, _ in first })
        // What was gone and is listed again is another message under a name that was free, or one
        // that came back: it is retrieved, and the store knows it by its octets.
        let incomplete = Set(
            listed.filter { held[Key($0)] == nil }.map(\.uniqueID))
        for item in listed {
            guard let stored = held[Key(item)] else {
                retrieve.append(item)
                continue
            }
            // Of identical copies none is deleted before all are held.
            if policy.deletes(stored, now: now), !incomplete.contains(item.uniqueID) {
                delete.append(item)
            }
        }
        retrieve.sort { ($0.size, $0.number) < ($1.size, $1.number) }
    }

    private struct Key: Hashable {
        var uniqueID: String
        var ordinal: Int

        init(_ item: Item) {
            uniqueID = item.uniqueID
            ordinal = item.ordinal
        }

        init(_ id: Storage.MaildropItem.ID) {
            uniqueID = id.uniqueID
            ordinal = id.ordinal
        }
    }
}
