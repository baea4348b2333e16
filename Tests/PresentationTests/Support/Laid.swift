import Mail

@testable import Presentation

/// Blocks laid out for a width.
struct Laid {
    let lines: [MessageLine]

    init(_ blocks: [ReadingBlock], columns: Int = 40, folding: LayoutWish.Folding = .none) {
        lines =
            MessageLayout(
                Laid.document(blocks), wish: LayoutWish(columns: columns, folding: folding)
            ).lines
    }

    init(_ paragraphs: [Paragraph], columns: Int = 40, folding: LayoutWish.Folding = .none) {
        self.init(paragraphs.map(ReadingBlock.paragraph), columns: columns, folding: folding)
    }

    init(_ paragraph: Paragraph, columns: Int = 40) {
        self.init([paragraph], columns: columns)
    }

    init(_ table: ReadingTable, columns: Int = 40) {
        self.init([.table(table)], columns: columns)
    }

    /// A message with this text and nothing else.
    static func document(_ blocks: [ReadingBlock]) -> MessageDocument {
        MessageDocument(
            DocumentRequest(EntryID(1)), chosenFields: [], allFields: [],
            text: ReadingText(blocks), textSource: .plain)
    }

    var texts: [String] { lines.map(\.text.string) }
    var text: String { texts.joined(separator: "\n") }
}
