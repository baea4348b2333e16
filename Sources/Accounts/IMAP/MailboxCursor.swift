import IMAP
import Storage

/// What we remember of a mailbox between two conversations with its server.
///
/// Saved in the transaction of the mail it describes, so that it never promises more than the
/// store holds.
struct MailboxCursor: Equatable {
    var uidValidity: UIDValidity
    /// Every message below it has been heard of.
    var uidNext: UID
    /// Changes up to here have been heard of; nil where the server does not count them.
    var modSeq: ModSeq?
    /// All UIDs the mailbox has; more than the store holds while older mail is still to come.
    var known: UIDSet

    init(uidValidity: UIDValidity, uidNext: UID, modSeq: ModSeq?, known: UIDSet) {
        self.uidValidity = uidValidity
        self.uidNext = uidNext
        self.modSeq = modSeq
        self.known = known
    }

    /// Nil for a state of another version: the mailbox is then listed anew.
    init?(_ state: SyncState) {
        let words = state.octets.split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 5, words[0].elementsEqual(MailboxCursor.version.utf8),
            let validity = UInt64(String(decoding: words[1], as: UTF8.self)).flatMap(
                UIDValidity.init),
            let next = UInt32(String(decoding: words[2], as: UTF8.self)).flatMap(UID.init),
            let modSeq = UInt64(String(decoding: words[3], as: UTF8.self)),
            let known = UIDSet(text: words[4])
        else { return nil }
        uidValidity = validity
        uidNext = next
        self.modSeq = ModSeq(modSeq)
        self.known = known
    }

    var state: SyncState {
        let text =
            "\(MailboxCursor.version) \(uidValidity) \(uidNext) \(modSeq?.rawValue ?? 0) \(known)"
        return SyncState(octets: Array(text.utf8))
    }

    /// How the store calls the UIDVALIDITY.
    var generation: Int64 { Int64(bitPattern: uidValidity.rawValue) }

    private static let version = "1"
}

extension UIDSet {
    /// The set as the store counts.
    var ranges: [ClosedRange<Int64>] {
        runs.map { Int64($0.first.rawValue)...Int64($0.last.rawValue) }
    }

    init(_ ranges: [ClosedRange<Int64>]) {
        self.init(
            runs: ranges.compactMap { range in
                guard let first = UID(stored: range.lowerBound),
                    let last = UID(stored: range.upperBound)
                else { return nil }
                return Run(first, last)
            })
    }

    /// The `count` highest UIDs.
    func newest(_ count: Int) -> UIDSet {
        var left = count
        var newest: [Run] = []
        for run in runs.reversed() where left > 0 {
            let first = Swift.max(
                Int64(run.first.rawValue), Int64(run.last.rawValue) - Int64(left) + 1)
            guard let start = UID(stored: first) else { continue }
            newest.append(Run(start, run.last))
            left -= Int(Int64(run.last.rawValue) - first + 1)
        }
        return UIDSet(runs: newest)
    }
}

extension UID {
    init?(stored number: Int64) {
        guard let narrow = UInt32(exactly: number) else { return nil }
        self.init(narrow)
    }

    var stored: Int64 { Int64(rawValue) }
}
