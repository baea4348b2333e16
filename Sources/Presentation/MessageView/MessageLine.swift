import Console

/// One line of a message as laid out for a width.
struct MessageLine: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case header, text, signature, note, raw
        case quote(depth: Int)
    }

    let kind: Kind
    let text: TerminalText

    func style(in theme: Theme) -> Style {
        switch kind {
        case .header: theme.header
        case .text, .raw: theme.text
        case .signature: theme.signature
        case .note: theme.note
        case .quote(let depth): theme.quote(depth: depth)
        }
    }
}
