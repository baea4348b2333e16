import Mail

/// What a report says of one recipient (RFC 3464 §2.3).
struct DeliveryRecipient {
    enum Action: Hashable {
        case failed, delayed, delivered, relayed, expanded
        /// Nothing that can be read.
        case unknown
    }

    /// `local@domain`; empty where the report does not say.
    var address: String
    var action: Action
    var status: StatusText?
    /// What the mail system answered.
    var answer: String
    /// As the report writes it.
    var retryUntil: String = ""

    /// Nil for a group of fields that is about no recipient.
    init?(_ fields: ReportFields) {
        let names = ["original-recipient", "final-recipient"]
        let addresses = names.compactMap { fields.typed($0) }.map(DeliveryRecipient.address)
        guard !addresses.isEmpty || fields["action"] != nil || fields["status"] != nil else {
            return nil
        }
        address = addresses.first { $0.contains("@") } ?? addresses.first ?? ""
        answer = fields.typed("diagnostic-code") ?? ""
        retryUntil = fields["will-retry-until"] ?? ""
        let own = fields["status"].flatMap(StatusText.init)
        let better = StatusText(in: answer)
        status = own?.isVague ?? true ? better ?? own : own
        action = DeliveryRecipient.action(fields["action"]) ?? .unknown
        if action == .unknown {
            switch status?.level {
            case 5: action = .failed
            case 4: action = .delayed
            case 2: action = .delivered
            default: break
            }
        }
    }

    init(address: String, action: Action, answer: String) {
        self.address = address
        self.action = action
        self.answer = answer
        status = StatusText(in: answer)
    }

    /// Why, in plain words and with the code: "the mailbox is full (5.2.2)"; empty where unknown.
    var reason: String {
        guard action == .failed || action == .delayed else { return "" }
        let coded = status.flatMap { $0.isVague ? nil : $0.reason }
        let words = StatusText.reason(inWords: answer)
        // "5.1.0" and the like say less than the words beside them.
        let code = status.map { " (\($0.code))" } ?? ""
        guard let reason = status?.isPrecise == true ? coded : words ?? coded else { return "" }
        return reason + code
    }

    private static func action(_ text: String?) -> Action? {
        let word = (text ?? "").lowercased().prefix { $0.isLetter }
        switch word {
        case "failed", "failure": return .failed
        case "delayed": return .delayed
        case "delivered": return .delivered
        case "relayed": return .relayed
        case "expanded": return .expanded
        default: return nil
        }
    }

    /// The address inside whatever is around it.
    private static func address(_ text: String) -> String {
        let octets = Array(text.utf8)
        let parsed = AddressParser.parse(octets, in: octets.indices).first?.address ?? ""
        return parsed.isEmpty ? text.onOneLine : parsed
    }
}

extension StatusText {
    /// Its detail says more than its subject; 5.7.1 is given for every reason there is, and 5.1.10
    /// by Exchange for a mailbox that does not exist.
    fileprivate var isPrecise: Bool {
        !isVague && ![".0", ".7.1", ".1.10"].contains(where: code.hasSuffix)
    }
}
