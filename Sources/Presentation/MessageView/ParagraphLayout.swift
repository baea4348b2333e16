import Console
import Mail

/// Makes the lines of a paragraph.
struct ParagraphLayout {
    private(set) var lines: [MessageLine] = []

    /// `isPatch` where a fixed paragraph is one of several that are a patch.
    init(_ paragraph: Paragraph, isPatch: Bool, wish: LayoutWish) {
        let isFixed = paragraph.kind == .fixed
        let marks = QuoteMarks(depth: paragraph.quoteDepth, columns: wish.readableColumns)
        let columns = (isFixed ? max(1, wish.columns) : wish.readableColumns) - marks.width
        let item = paragraph.withMarkerApart(columns: columns)
        let kind = MessageLine.Kind(paragraph, isPatch: isPatch)
        let marker = TerminalText(item.marker)
        let least = marker.isEmpty ? 0 : marker.width + 1
        let indent = min(max(item.indent, least), max(0, min(columns / 2, columns - 2)))
        let shown = TaggedText(item.runs)
            .wrapped(columns: columns - indent, breaking: isFixed ? .edge : .words)
        for (number, line) in shown.enumerated() {
            let start =
                number == 0 && !marker.isEmpty
                ? (marker.truncated(to: max(0, indent - 1)) + " ").paddedLeft(to: indent)
                : .blank(columns: indent)
            lines.append(
                MessageLine(
                    kind: kind, quoteDepth: paragraph.quoteDepth, body: TaggedText(start) + line,
                    marks: marks.count))
        }
    }
}

/// The marks of quotation that have room before a line.
struct QuoteMarks {
    let count: Int

    var width: Int { count * 2 }

    init(depth: Int, columns: Int) {
        count = max(0, min(depth, columns / 4))
    }
}

extension MessageLine.Kind {
    fileprivate init(_ paragraph: Paragraph, isPatch: Bool) {
        switch paragraph.kind {
        case .text: self = .text
        case .heading: self = .heading
        case .signature: self = .signature
        case .attribution: self = .attribution
        case .fixed:
            guard isPatch else {
                self = .fixed
                return
            }
            switch paragraph.runs.first?.text.first {
            case "+": self = .added
            case "-": self = .removed
            case "@": self = .hunk
            default: self = .fixed
            }
        }
    }
}
