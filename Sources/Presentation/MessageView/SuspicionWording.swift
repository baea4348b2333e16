import Mail

extension Suspicion {
    /// What it says to a person; what the mail supplied is shortened, so that our words stay in view.
    var sentence: String {
        switch self {
        case .repliesElsewhere(let from, let to):
            "Answers would go to \(to.shortened), not to \(from.shortened)"
        case .nameShowsAddress(let name, let address):
            "This is from \(address.shortened), whatever its name says: \(name.shortened)"
        case .mixedScripts(let domain, let encoded):
            "Letters of several scripts are mixed in \(domain.shortened): \(encoded.shortened)"
        case .severalSenders(let count):
            "\(grouped(count)) senders are named; none of them is certain"
        case .noSender:
            "This message does not say who sent it"
        case .sentByAnother(let sender):
            "It was sent by \(sender.shortened), not by the one in From"
        case .hiddenCharacters(let field):
            "Characters that hide or reorder text stand in \(field.shortened)"
        }
    }
}

extension String {
    fileprivate var shortened: String {
        let most = 60
        let line = onOneLine
        guard line.unicodeScalars.count > most else { return line }
        return String(line.prefix(most / 2)) + "…" + String(line.suffix(most / 2))
    }
}
