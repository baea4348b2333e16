import Console

/// Any text becomes one harmless line, and stays what it is when it is sanitised again.
enum SanitiserHarness {
    static func fault(_ octets: [UInt8]) -> String? {
        let text = TerminalText(String(decoding: octets, as: UTF8.self))
        if let scalar = text.string.unicodeScalars.first(where: isForbidden) {
            return "U+\(String(scalar.value, radix: 16)) came through"
        }
        let again = TerminalText(text.string)
        guard again.string.utf8.elementsEqual(text.string.utf8) else { return "not idempotent" }
        guard again.width == text.width, text.width >= 0 else { return "two widths" }
        return rowFault(text)
    }

    /// Each cell of a drawn row has one cluster, and the row is as long as the canvas.
    private static func rowFault(_ text: TerminalText) -> String? {
        let columns = 40
        var canvas = Canvas(size: Size(columns: columns, rows: 1))
        canvas.write(text, at: Point(column: 0, row: 0))
        let cells = canvas.row(0)
        let width = cells.reduce(0) { $0 + Int($1.width) }
        guard cells.count == columns, width == columns else { return "a row of \(width) columns" }
        let marks = cells.map { $0.cluster.unicodeScalars.count }.max() ?? 0
        return marks <= scalarsInCell ? nil : "\(marks) scalars in a cell"
    }

    /// A base with eight marks, or an emoji sequence.
    private static let scalarsInCell = 10

    /// Written down anew, so that a mistake in the sanitiser's own tables is seen.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xE000...0xF8FF, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF,
            0xE0000...0xE00FF, 0xF0000...0x10FFFF:
            true
        default: false
        }
    }
}
