import Console
import Mail

/// A message as the message view shows it, for standard output: nothing folded, nothing scrolled,
/// and where each link leads at the end.
public struct PrintedMessage: Sendable {
    /// Harmless to print; each at most as many cells wide as there are columns.
    public let lines: [TerminalText]

    public init(_ document: MessageDocument, columns: Int, allHeaders: Bool = false) {
        let wish = LayoutWish(columns: columns, allHeaders: allHeaders, folding: .none)
        let warnings = document.suspicions.flatMap { suspicion in
            TerminalText.wrapped(suspicion.sentence, columns: max(2, wish.readableColumns - 2))
                .enumerated().map { ($0.offset == 0 ? "! " : "  ") + $0.element }
        }
        lines =
            warnings + MessageLayout(document, wish: wish).lines.map(\.text)
            + PrintedMessage.targets(document.text.links, columns: wish.columns)
    }

    /// Links that show something else than their target, by their number in the text.
    private static func targets(_ links: [ReadingLink], columns: Int) -> [TerminalText] {
        let targets = links.enumerated().filter { !$1.text.isEmpty && $1.text != $1.target }
            .flatMap { TerminalText.wrapped("[\($0 + 1)] \($1.target)", columns: columns) }
        return targets.isEmpty ? [] : [""] + targets
    }
}
