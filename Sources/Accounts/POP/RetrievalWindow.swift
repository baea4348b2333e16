import POP

/// Which messages are asked for next, so that the line is never idle and never jammed.
///
/// Commands are sent ahead of their answers up to a number of octets: enough to fill a slow line,
/// too few for both ends to block in writing (RFC 2449 §6.6).
struct RetrievalWindow {
    private var queue: ArraySlice<MaildropPlan.Item>
    private var outstanding: [MessageNumber: MaildropPlan.Item] = [:]
    private var outstandingOctets = 0

    /// Octets asked for and not yet here, by the server's own sizes.
    static let octets = 4 << 20
    static let commands = 1_000

    init(_ items: some Collection<MaildropPlan.Item>) {
        queue = Array(items)[...]
    }

    var isDone: Bool { queue.isEmpty && outstanding.isEmpty }
    var hasQueue: Bool { !queue.isEmpty }
    /// Of the message to ask for next; 0 when there is none.
    var nextSize: Int { queue.first?.size ?? 0 }

    /// Whether so much has come that asking again is worth a packet.
    var isHalfEmpty: Bool {
        outstandingOctets <= RetrievalWindow.octets / 2
            && outstanding.count <= RetrievalWindow.commands / 2
    }

    /// The messages to ask for now, many at once; one larger than the window goes alone.
    mutating func open() -> [MessageNumber] {
        guard isHalfEmpty else { return [] }
        var numbers: [MessageNumber] = []
        while let item = queue.first, outstanding.count < RetrievalWindow.commands,
            outstanding.isEmpty || outstandingOctets + item.size <= RetrievalWindow.octets
        {
            queue.removeFirst()
            outstanding[item.number] = item
            outstandingOctets += item.size
            numbers.append(item.number)
        }
        return numbers
    }

    /// What was asked for under that number; nil when nothing was.
    func item(_ number: MessageNumber) -> MaildropPlan.Item? {
        outstanding[number]
    }

    mutating func finished(_ number: MessageNumber) {
        outstandingOctets -= outstanding.removeValue(forKey: number)?.size ?? 0
    }

    /// Asks for nothing more; what is under way still comes.
    mutating func stop() {
        queue = []
    }
}
