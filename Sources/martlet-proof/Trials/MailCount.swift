/// How often each message is there; messages are compared by all their octets.
struct MailCount: Sendable {
    private var counts: [MailOctets: Int] = [:]

    init(_ messages: [[UInt8]]) {
        for message in messages { counts[MailOctets(message), default: 0] += 1 }
    }

    /// What is wrong with a store that should hold exactly these.
    func violations(in held: [[UInt8]]) -> [Violation] {
        let found = MailCount(held)
        var (lost, doubled, damaged) = (0, 0, 0)
        for (message, wanted) in counts {
            let count = found.counts[message] ?? 0
            lost += max(0, wanted - count)
            doubled += max(0, count - wanted)
        }
        for (message, count) in found.counts where counts[message] == nil { damaged += count }
        var violations: [Violation] = []
        if lost > 0 { violations.append(.lost(lost)) }
        if doubled > 0 { violations.append(.doubled(doubled)) }
        if damaged > 0 { violations.append(.damaged(damaged)) }
        return violations
    }

    /// How many of these are missing there.
    func missing(in held: [[UInt8]]) -> Int {
        let found = MailCount(held)
        return counts.reduce(0) { $0 + max(0, $1.value - (found.counts[$1.key] ?? 0)) }
    }
}
