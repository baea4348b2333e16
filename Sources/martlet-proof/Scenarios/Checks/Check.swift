/// What a word of a row means.
struct Check: Sendable {
    var trials: Set<TrialKind>
    var find: @Sendable (Evidence) -> Finding

    init(
        playing trials: Set<TrialKind> = [.sessions],
        _ find: @escaping @Sendable (Evidence) -> Finding
    ) {
        self.trials = trials
        self.find = find
    }

    /// The check for a word; nil where nobody looks at it.
    static func named(_ word: String) -> Check? {
        if let check = table[word] { return check }
        if let text = word.suffix(after: "no_ui_text:") { return noText(text) }
        if let limit = word.suffix(after: "client_responsive_ms:").flatMap({ Int($0) }) {
            return responsive(within: .milliseconds(limit))
        }
        return nil
    }

    private static let table: [String: Check] =
        mail.merging(secrecy) { $1 }.merging(behaviour) { $1 }.merging(certificates) { $1 }

    /// Words of rows that ask for what no client can do, or need not do.
    static func dispute(_ word: String, in row: String) -> String? {
        switch (row, word) {
        case ("pop3/negotiation/o_4", "error_shown"):
            "the server offers STLS and begins TLS, so there is no error to show"
        case ("pop-retr-err-mid", _):
            "RFC 1939 section 3: the answer has its end, and a line of a message may say -ERR"
        case ("pop-rst-at-dele", "reconnect with back-off"):
            "all mail is here by then; what is left to delete waits for the next check"
        default: nil
        }
    }
}

extension String {
    fileprivate func suffix(after prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
