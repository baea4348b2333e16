/// Which UID stands at which position of the selected mailbox, as far as the server has told.
///
/// Needed where the server expunges by position (no QRESYNC). Kept in blocks, so that an expunge
/// in a mailbox of a million messages moves a few thousand numbers and not all.
struct SequenceMap {
    /// Zero stands for a message whose UID is not known yet.
    private var blocks: [[UInt32]] = []
    private(set) var count = 0

    private static let blockSize = 2_048

    /// The mailbox grew, with messages of which nothing is known.
    mutating func grow(to newCount: Int) {
        var missing = min(newCount, Limits.sequenceMap) - count
        while missing > 0 {
            if blocks.isEmpty || blocks[blocks.count - 1].count >= SequenceMap.blockSize {
                blocks.append([])
            }
            let last = blocks.count - 1
            let added = min(missing, SequenceMap.blockSize - blocks[last].count)
            blocks[last] += Array(repeating: 0, count: added)
            count += added
            missing -= added
        }
    }

    mutating func removeAll() {
        blocks = []
        count = 0
    }

    subscript(position: SequenceNumber) -> UID? {
        guard let (block, index) = place(of: position) else { return nil }
        return UID(blocks[block][index])
    }

    /// Learns what the server says; false when it said something else before.
    mutating func teach(_ uid: UID, at position: SequenceNumber) -> Bool {
        guard let (block, index) = place(of: position) else { return true }
        let known = blocks[block][index]
        blocks[block][index] = uid.rawValue
        return known == 0 || known == uid.rawValue
    }

    /// All UIDs at once, in their order.
    mutating func fill(_ uids: UIDSet) {
        removeAll()
        var block: [UInt32] = []
        for uid in uids {
            block.append(uid.rawValue)
            if block.count == SequenceMap.blockSize {
                blocks.append(block)
                block = []
            }
        }
        if !block.isEmpty { blocks.append(block) }
        count = uids.count
    }

    /// The message at that position is gone, the later ones move up.
    mutating func expunge(_ position: SequenceNumber) -> UID? {
        guard let (block, index) = place(of: position) else { return nil }
        let uid = blocks[block].remove(at: index)
        if blocks[block].isEmpty { blocks.remove(at: block) }
        count -= 1
        return UID(uid)
    }

    private func place(of position: SequenceNumber) -> (block: Int, index: Int)? {
        var index = position.index
        guard index < count else { return nil }
        for (block, numbers) in blocks.enumerated() {
            if index < numbers.count { return (block, index) }
            index -= numbers.count
        }
        return nil
    }
}
