import Mail

/// Reads one HTML document from its first octet to its last.
///
/// There is no tree: a stack of the open elements says what text means, and blocks are written as
/// they end. Only a table looks back at what was written since it began.
struct HTMLPage {
    var tokenizer: HTMLTokenizer
    let isPreview: Bool
    var builder = ReadingBuilder()
    var stack: [HTMLElement] = []
    /// How many `<p>` and `<a>` are open: where there is none, none is looked for.
    var openParagraphs = 0
    var openLinks = 0
    /// Elements that are open but too deep to be remembered.
    var unremembered = 0
    var state = HTMLElement.Inherited()
    var tables: [HTMLTable] = []
    var links = LinkList()
    var styleSheet = HTMLStyleSheet()
    var hidden = 0
    /// Whether the hidden element that is open has text.
    var hiddenHasText = false
    var remoteImages = 0
    var hiddenTexts = 0
    /// The line end directly behind `<pre>` is not the text's.
    var ignoresLineEnd = false
    /// How many open elements ask for each look, by its bit.
    var looks = [Int](repeating: 0, count: 8)
    let properties = HTMLProperty.table
    let classes = HTMLClass.table

    init(_ octets: [UInt8], isPreview: Bool) {
        tokenizer = HTMLTokenizer(octets)
        self.isPreview = isPreview
    }

    mutating func read() -> HTMLReading {
        let limit = isPreview ? Limits.htmlPreviewOctets : Limits.htmlTextOctets
        while builder.count < limit, !builder.isFull, let token = tokenizer.next() {
            switch token {
            case .text(let range): text(range)
            case .open(let tag): open(tag)
            case .close(let tag): close(tag)
            case .styleSheet(let range): styleSheet.read(tokenizer.octets, in: range)
            }
        }
        while !stack.isEmpty { withdraw(at: stack.count - 1) }
        let blocks = builder.finish()
        return HTMLReading(
            reading: ReadingText(blocks, links: links.links), remoteImages: remoteImages,
            hiddenTexts: hiddenTexts)
    }

    // MARK: - Text

    private mutating func text(_ range: Range<Int>) {
        if hidden > 0 || state.isTiny {
            noteHiddenText(range)
            return
        }
        let octets = tokenizer.octets
        var index = range.lowerBound
        if ignoresLineEnd {
            ignoresLineEnd = false
            if octets[index] == .carriageReturn, index + 1 < range.upperBound { index += 1 }
            if octets[index] == .lineFeed { index += 1 }
        }
        while index < range.upperBound, !builder.isFull {
            let octet = octets[index]
            if octet.isPlainText {
                index = plainText(octets, index..<range.upperBound)
            } else if octet.isHTMLSpace {
                space(octet)
                index += 1
            } else if octet == UInt8(ascii: "&"),
                let (scalar, next) = HTMLEntity.decode(octets, at: index, end: range.upperBound)
            {
                character(scalar)
                index = next
            } else if octet >= 0x80 {
                index = wideText(octets, index..<range.upperBound)
            } else {
                if octet > 0x20, octet != 0x7F { builder.append(octets[index...index]) }
                index += 1
            }
        }
    }

    /// Words with single blanks between them are taken in one go.
    private mutating func plainText(_ octets: [UInt8], _ range: Range<Int>) -> Int {
        var end = range.lowerBound + 1
        while end < range.upperBound {
            if octets[end].isPlainText {
                end += 1
            } else if octets[end] == .space, end + 1 < range.upperBound,
                octets[end + 1].isPlainText
            {
                end += 2
            } else {
                break
            }
        }
        if state.script == .normal {
            builder.append(octets[range.lowerBound..<end])
        } else {
            script(octets[range.lowerBound..<end])
        }
        return end
    }

    /// "x²" and "H₂O"; "1st" and a long remark stay what they are.
    private mutating func script(_ octets: ArraySlice<UInt8>) {
        let forms = octets.compactMap { state.script.form(of: $0) }
        guard forms.count == octets.count, builder.endsInWord else { return builder.append(octets) }
        builder.append(Array(String(String.UnicodeScalarView(forms)).utf8)[...])
    }

    /// Text beyond ASCII, up to a character that has a meaning of its own.
    private mutating func wideText(_ octets: [UInt8], _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, octets[end] >= 0x80 {
            if octets[end].beginsSpecial,
                let (scalar, length) = HTMLPage.special(octets, at: end, end: range.upperBound)
            {
                builder.append(octets[range.lowerBound..<end])
                character(scalar)
                return end + length
            }
            end += 1
        }
        builder.append(octets[range.lowerBound..<end])
        return end
    }

    /// The characters among U+0080 and above that are white space or cannot be seen.
    private static func special(
        _ octets: [UInt8], at index: Int, end: Int
    ) -> (Unicode.Scalar, Int)? {
        guard index + 1 < end else { return nil }
        switch (octets[index], octets[index + 1]) {
        case (0xC2, 0xA0): return ("\u{A0}", 2)
        case (0xC2, 0xAD): return ("\u{AD}", 2)
        case (0xCD, 0x8F): return ("\u{34F}", 2)
        case (0xE2, 0x80), (0xE2, 0x81), (0xEF, 0xBB):
            guard index + 2 < end else { return nil }
            let value =
                UInt32(octets[index] & 0x0F) << 12 | UInt32(octets[index + 1] & 0x3F) << 6
                | UInt32(octets[index + 2] & 0x3F)
            guard let scalar = Unicode.Scalar(value), scalar.isSpecial else { return nil }
            return (scalar, 3)
        default: return nil
        }
    }

    private mutating func character(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\n", "\r", "\t", " ": space(UInt8(truncatingIfNeeded: scalar.value))
        case "\u{A0}", "\u{2007}", "\u{202F}":
            if state.keepsBlanks { builder.append([.space]) } else { builder.hardSpace() }
        case "\u{2000}"..."\u{200A}" where !state.keepsBlanks: builder.hardSpace()
        case "\u{200C}", "\u{200D}": builder.join(scalar)
        case _ where scalar.isSpecial && scalar != "\u{2028}": break
        case "\u{2028}": builder.breakLine()
        case _ where scalar.value < 0x20: break
        default: builder.append(Array(String(scalar).utf8)[...])
        }
    }

    private mutating func space(_ octet: UInt8) {
        if state.keepsLines, octet == .lineFeed {
            builder.breakFixedLine()
        } else if state.keepsBlanks {
            if octet == .tab {
                let width = 8 - builder.column % 8
                builder.append([UInt8](repeating: .space, count: width)[...])
            } else if octet == .space {
                builder.append([.space])
            }
        } else {
            builder.space()
        }
    }

    private mutating func noteHiddenText(_ range: Range<Int>) {
        guard !hiddenHasText else { return }
        let octets = tokenizer.octets
        // Padding made of references to blanks says nothing.
        hiddenHasText = HTMLEntity.decoded(octets, in: range.prefix(Limits.htmlHiddenOctets))
            .contains { $0.isLetter || $0.isDigit }
        if hidden == 0, hiddenHasText {
            hiddenTexts += 1
            hiddenHasText = false
        }
    }
}

extension UInt8 {
    /// A visible ASCII character that is no markup.
    fileprivate var isPlainText: Bool {
        self > 0x26 && self < 0x7F || self > 0x20 && self < 0x26
    }

    /// The first octet of a character of ``HTMLPage/special(_:at:end:)``.
    fileprivate var beginsSpecial: Bool {
        self == 0xC2 || self == 0xE2 || self == 0xCD || self == 0xEF
    }
}

extension Unicode.Scalar {
    /// White space beyond ASCII, and what takes no room: soft hyphens, joiners, padding.
    fileprivate var isSpecial: Bool {
        switch value {
        case 0xA0, 0xAD, 0x34F, 0x2000...0x200D, 0x2028, 0x202F, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }
}
