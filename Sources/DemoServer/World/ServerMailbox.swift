import Mail

/// A mailbox of the server: a list of messages with the counters that name and date them.
public struct ServerMailbox: Sendable {
    /// Stays the same when the mailbox is renamed.
    public let id: Int
    /// The name as it goes over the wire, levels joined by "/" (modified UTF-7 where not ASCII).
    public internal(set) var name: String
    public var role: MailboxRole?
    public var isSubscribed = true
    public private(set) var uidValidity: UInt32
    public private(set) var uidNext: UInt32 = 1
    /// Counts every change, whether or not the server tells clients of it.
    public private(set) var highestModSeq: UInt64 = 1
    /// In ascending order of UID.
    public private(set) var messages: [ServerMessage] = []
    /// In the order they went.
    public private(set) var expunged: [ExpungedMessage] = []

    init(id: Int, name: String, role: MailboxRole?, uidValidity: UInt32) {
        self.id = id
        self.name = name
        self.role = role
        self.uidValidity = uidValidity
    }

    /// Adds a message and returns its UID.
    @discardableResult
    public mutating func add(
        _ raw: [UInt8], flags: Flags = [], keywords: Set<Keyword> = [], date: Timestamp
    ) -> UInt32 {
        let uid = uidNext
        uidNext += 1
        highestModSeq += 1
        messages.append(
            ServerMessage(
                uid: uid, flags: flags, keywords: keywords, internalDate: date, raw: raw,
                modSeq: highestModSeq))
        return uid
    }

    public func index(of uid: UInt32) -> Int? {
        let index = messages.firstIndex(atLeast: uid, by: \.uid)
        return index < messages.count && messages[index].uid == uid ? index : nil
    }

    /// Changes a message's flags; one that is not there, or not changed by it, is left alone.
    public mutating func change(
        _ uid: UInt32, _ body: (_ flags: inout Flags, _ keywords: inout Set<Keyword>) -> Void
    ) {
        guard let index = index(of: uid) else { return }
        var flags = messages[index].flags
        var keywords = messages[index].keywords
        body(&flags, &keywords)
        guard flags != messages[index].flags || keywords != messages[index].keywords else { return }
        highestModSeq += 1
        messages[index].flags = flags
        messages[index].keywords = keywords
        messages[index].modSeq = highestModSeq
    }

    /// Removes those of the messages that are there, for good.
    public mutating func expunge(_ uids: Set<UInt32>) {
        let gone = messages.filter { uids.contains($0.uid) }
        guard !gone.isEmpty else { return }
        highestModSeq += 1
        expunged += gone.map { ExpungedMessage(uid: $0.uid, modSeq: highestModSeq) }
        messages.removeAll { uids.contains($0.uid) }
    }

    /// What a server does that lost its index: the same messages under new UIDs.
    ///
    /// Clients must forget everything they knew of this mailbox (RFC 3501 §2.3.1.1).
    public mutating func renumber(uidValidity: UInt32) {
        let old = messages
        self.uidValidity = uidValidity
        uidNext = 1
        messages = []
        expunged = []
        for message in old {
            add(
                message.raw, flags: message.flags, keywords: message.keywords,
                date: message.internalDate)
        }
    }
}

extension Array {
    /// The first place whose key is `bound` or more, in an array that ascends by that key.
    func firstIndex<Key: Comparable>(atLeast bound: Key, by key: (Element) -> Key) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if key(self[middle]) < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
