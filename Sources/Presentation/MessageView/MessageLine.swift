import Console

/// One line of a message as laid out for a width.
struct MessageLine: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case header, text, heading, fixed, attribution, signature, note, raw
        /// Lines of a patch.
        case added, removed, hunk
        /// What we draw: rules, the lines of tables and around cards.
        case border
    }

    let kind: Kind
    /// How often it was quoted; as many marks stand before it, where there is room.
    var quoteDepth = 0
    /// Without the marks of quotation.
    let body: TaggedText
    /// What it was made from, so that the same place is found again in another layout.
    var block = 0
    /// Marks of quotation before the text.
    var marks = 0

    /// All that is shown on the line.
    var text: TerminalText {
        let prefix = String(repeating: "> ", count: marks)
        return TerminalText(body.isEmpty ? String(prefix.dropLast()) : prefix) + body.text
    }

    /// The style of characters with this tag.
    func style(in theme: Theme, tag: UInt8) -> Style {
        LineLook(rawValue: tag).style(over: base(in: theme), in: theme)
    }

    private func base(in theme: Theme) -> Style {
        let plain = quoteDepth > 0 ? theme.quote(depth: quoteDepth) : theme.text
        return switch kind {
        case .header: theme.header
        case .text, .raw, .fixed: plain
        case .heading: plain.adding(.bold)
        case .attribution, .signature: theme.signature
        case .note: theme.note
        case .added: theme.patchAdded
        case .removed: theme.patchRemoved
        case .hunk: theme.hunk
        case .border: theme.border
        }
    }
}
