import Mail

/// The same surprises at each run.
struct Dice {
    private var state: UInt64

    init(seed: Int = 0) {
        state = 0x9E37_79B9_7F4A_7C15 &+ UInt64(seed)
    }

    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(sides))
    }

    /// Text, tables and rules of everything that is hard to lay out.
    mutating func block() -> ReadingBlock {
        switch roll(5) {
        case 0:
            let rows = (0..<1 + roll(4)).map { _ in
                (0..<roll(6)).map { _ in
                    ReadingTable.Cell(
                        runs(), alignment: [.left, .centre, .right][roll(3)],
                        isHeading: roll(2) == 0, span: 1 + roll(3))
                }
            }
            return .table(ReadingTable(rows: rows, quoteDepth: roll(4)))
        case 1:
            return .rule(quoteDepth: roll(60))
        default:
            let kinds: [Paragraph.Kind] = [.text, .heading, .fixed, .signature, .attribution]
            return .paragraph(
                Paragraph(
                    runs(), kind: kinds[roll(5)], quoteDepth: roll(3) * roll(30),
                    indent: roll(12), marker: ["", "•", "10.", "長い"][roll(4)]))
        }
    }

    private mutating func runs() -> [TextRun] {
        (0..<roll(5)).map { _ in
            let text = (0..<roll(12)).map { _ in Dice.pieces[roll(Dice.pieces.count)] }.joined()
            return TextRun(
                text, look: TextRun.Look(rawValue: UInt8(roll(64))), link: roll(3) == 0 ? 1 : nil)
        }
    }

    private static let pieces = [
        "a", " ", "word ", "  ", "漢字", "e\u{301}", "\u{301}", "👨‍👩‍👧", "\u{200D}", "🇩", "🇪", "🏽", "👍",
        "\t", "\u{1B}[2J", "\u{202E}", "स्त्री", "\u{FE0F}", "\u{9B}", "https://example.org/a/long/path",
        "\n", "\u{2028}", "ᄒ", "ᅡ", "\u{E0041}", "ﷺ",
    ]
}
