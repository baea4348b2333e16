import Mail

/// An element that is open, and what must be taken back when it ends.
struct HTMLElement {
    /// What kind of quotation or note it holds, seen from its classes and styles.
    enum Part {
        case none, signature, attribution
        /// A quotation whose first line may say who wrote it.
        case quote
        /// The header fields that Outlook puts above what it quotes.
        case outlookHeader
    }

    let tag: HTMLTag
    /// Whether nothing inside is shown.
    var isHidden = false
    var part = Part.none
    var look: TextRun.Look = []
    var indent = 0
    var quotes = 0
    /// Empty lines stand around it.
    var isApart = false
    /// Blocks that were there when it began.
    var firstBlock = 0
    var before = Inherited()

    // Lists.
    var list = ListKind.bullet
    var nextNumber = 1

    // Cells.
    var columnSpan = 1
    var rowSpan = 1
    var alignment: ReadingTable.Alignment?

    // Links.
    var target: String?
    var textStart = 0
    var hasImage = false

    enum ListKind {
        case bullet, none, decimal, lowerLetter, upperLetter, lowerRoman, upperRoman
    }

    /// What children take over unless they say otherwise.
    struct Inherited {
        var kind = Paragraph.Kind.text
        var link: Int?
        var isTiny = false
        var listLevel = 0
        var alignment: ReadingTable.Alignment?
        var keepsLines = false
        var keepsBlanks = false
        var script = HTMLScript.normal
    }

    init(_ tag: HTMLTag) {
        self.tag = tag
    }
}

/// Letters above or below the line, where Unicode has them.
enum HTMLScript {
    case normal, superscript, `subscript`

    /// Nil where the character has no such form.
    func form(of octet: UInt8) -> Unicode.Scalar? {
        guard self != .normal else { return nil }
        switch octet {
        case UInt8(ascii: "1") where self == .superscript: return "\u{B9}"
        case UInt8(ascii: "2") where self == .superscript: return "\u{B2}"
        case UInt8(ascii: "3") where self == .superscript: return "\u{B3}"
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let base: UInt32 = self == .superscript ? 0x2070 : 0x2080
            return Unicode.Scalar(base + UInt32(octet - 0x30))
        case UInt8(ascii: "+"): return self == .superscript ? "⁺" : "₊"
        case UInt8(ascii: "-"): return self == .superscript ? "⁻" : "₋"
        default: return nil
        }
    }
}
