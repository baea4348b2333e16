/// One rule for mail that arrives: all its conditions must hold, then it says what is done.
public struct FilterRule: Hashable, Sendable {
    /// The part of a message a condition looks at.
    public enum Field: String, CaseIterable, Hashable, Sendable {
        case from
        /// To and Cc.
        case to
        case subject
        /// The List-Id (RFC 2919).
        case list
    }

    /// For each field patterns of which one must match; a field that is absent is not looked at.
    public var conditions: [Field: [FilterPattern]]
    public var filing: Filing
    /// Later rules are not looked at once this one holds.
    public var isLast: Bool

    public init(
        conditions: [Field: [FilterPattern]], filing: Filing, isLast: Bool? = nil
    ) {
        self.conditions = conditions
        self.filing = filing
        self.isLast = isLast ?? (filing.mailbox != nil)
    }

    /// A rule without a condition holds for nothing: it would take all mail.
    public func holds(for envelope: Envelope) -> Bool {
        !conditions.isEmpty
            && conditions.allSatisfy { field, patterns in
                let texts = FilterRule.texts(of: field, in: envelope)
                return patterns.contains { pattern in texts.contains(where: pattern.matches) }
            }
    }

    private static func texts(of field: Field, in envelope: Envelope) -> [FilterPattern.Subject] {
        switch field {
        case .from: people(envelope.from)
        case .to: people(envelope.to) + people(envelope.cc)
        case .subject: [.text(envelope.subject)]
        case .list: envelope.listID.map { [.name($0)] } ?? []
        }
    }

    /// A person is found by address or by name.
    private static func people(_ addresses: [Address]) -> [FilterPattern.Subject] {
        addresses.flatMap { [.name($0.address), .name($0.name)] }
    }
}

extension [FilterRule] {
    /// What the rules say of a message, in their order; nil: nothing.
    public func filing(of envelope: Envelope) -> Filing? {
        var filing = Filing()
        for rule in self where rule.holds(for: envelope) {
            filing.mailbox = rule.filing.mailbox ?? filing.mailbox
            filing.labels += rule.filing.labels.filter { !filing.labels.contains($0) }
            filing.isSeen = filing.isSeen || rule.filing.isSeen
            if rule.isLast { break }
        }
        return filing.isEmpty ? nil : filing
    }
}
