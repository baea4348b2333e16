import Mail

extension HTMLPage {
    /// What an element changes when it begins; ``end(_:)`` takes it back.
    mutating func begin(_ element: inout HTMLElement, _ traits: Traits) {
        beginBlock(&element, traits)
        beginLook(&element, traits.style.facts)
        if traits.style.facts.contains(.tinyText) { state.isTiny = true }
        if traits.style.facts.contains(.normalText) { state.isTiny = false }
        if let alignment = traits.style.alignment ?? alignment() { state.alignment = alignment }
        beginPart(&element, traits)
        switch element.tag {
        case .h1, .h2, .h3, .h4, .h5, .h6: state.kind = .heading
        case .pre, .listing, .xmp, .plaintext: beginPreformatted(traits)
        case .ul, .ol, .menu, .dir: beginList(&element, traits)
        case .li: beginItem(&element, traits)
        case .dd: indent(&element, by: 4)
        case .table: tables.append(HTMLTable(start: builder.blocks.count))
        case .tr: if !tables.isEmpty { tables[tables.count - 1].beginRow() }
        case .td, .th: beginCell(&element, traits)
        case .a: beginLink(&element)
        case .q: builder.append("“", look: [])
        case .rt: builder.append("(", look: [])
        case .sup: state.script = .superscript
        case .sub: state.script = .subscript
        default:
            if traits.style.facts.contains(.keepsLines) { state.keepsLines = true }
        }
        applyState()
    }

    mutating func end(_ element: HTMLElement) {
        switch element.tag {
        case .a: endLink(element)
        case .q: builder.append("”", look: [])
        case .rt: builder.append(")", look: [])
        case .td, .th: endCell(element)
        case .table: endTable()
        case .li:
            builder.endParagraph()
            builder.dropMarker()
        default: break
        }
        if element.isApart {
            builder.wantEmptyLine()
        } else if element.tag.isBlock {
            builder.endParagraph()
        }
        endPart(element)
        takeBack(element.look)
        builder.indent -= element.indent
        builder.quoteDepth -= element.quotes
    }

    // MARK: - Lines

    private mutating func beginBlock(_ element: inout HTMLElement, _ traits: Traits) {
        let tag = element.tag
        switch tag.role {
        case .block: builder.endParagraph()
        case .paragraph:
            builder.endParagraph()
            element.isApart = isApart(tag, traits)
            if element.isApart, !isFirst || tag.isHeading { builder.wantEmptyLine() }
        case .tablePart:
            if tag == .table || tag == .tr || tag.isCell { builder.separateLongTexts() }
        default: break
        }
        element.firstBlock = builder.blocks.count
    }

    /// Whether nothing stands above it in its cell or item.
    private var isFirst: Bool {
        guard let parent = stack.last else { return false }
        switch parent.tag {
        case .td, .th, .li, .dd, .blockquote: break
        default: return false
        }
        return parent.firstBlock == builder.blocks.count && builder.isEmpty
    }

    private func isApart(_ tag: HTMLTag, _ traits: Traits) -> Bool {
        if tag == .p {
            return !traits.isWordParagraph && !traits.isWordList
                && !traits.style.facts.contains(.tight)
        }
        if tag.isList || tag == .dl { return !stack.contains { $0.tag == .li || $0.tag == .dd } }
        return true
    }

    mutating func indent(_ element: inout HTMLElement, by columns: Int) {
        element.indent = max(0, min(columns, Limits.htmlIndent - builder.indent))
        builder.indent += element.indent
    }

    private mutating func beginPreformatted(_ traits: Traits) {
        // What wraps is prose; a patch or a drawing does not.
        let wraps = tokenizer.value(.wrap) != nil || traits.style.facts.contains(.keepsLines)
        state.keepsLines = true
        state.keepsBlanks = true
        if !wraps, state.kind == .text { state.kind = .fixed }
        ignoresLineEnd = true
    }

    // MARK: - Looks

    private mutating func beginLook(_ element: inout HTMLElement, _ facts: HTMLStyle.Facts) {
        var look: TextRun.Look = []
        switch element.tag {
        case .b, .strong, .dt, .summary: look = .strong
        case .i, .em, .cite, .dfn, .var: look = .emphasised
        case .s, .strike, .del: look = .struck
        case .code, .tt, .kbd, .samp: if state.kind != .fixed { look = .code }
        default: break
        }
        if facts.contains(.strong) { look.insert(.strong) }
        if facts.contains(.emphasised) { look.insert(.emphasised) }
        if facts.contains(.struck) { look.insert(.struck) }
        if element.tag.isHeading { look.remove(.strong) }
        guard !look.isEmpty else { return }
        element.look = look
        for bit in 0..<4 where look.rawValue & (1 << UInt8(bit)) != 0 { looks[bit] += 1 }
        builder.look.formUnion(look)
    }

    private mutating func takeBack(_ look: TextRun.Look) {
        for bit in 0..<4 where look.rawValue & (1 << UInt8(bit)) != 0 {
            looks[bit] -= 1
            if looks[bit] == 0 { builder.look.remove(TextRun.Look(rawValue: 1 << UInt8(bit))) }
        }
    }

    // MARK: - Lists

    private mutating func beginList(_ element: inout HTMLElement, _ traits: Traits) {
        element.list = element.tag == .ol ? numbering() : .bullet
        if traits.style.facts.contains(.unmarked) { element.list = .none }
        element.nextNumber = integer(.start) ?? 1
        state.listLevel = 0
        let isNested = stack.contains { $0.tag == .li }
        if element.list != .none, !isNested { indent(&element, by: 2) }
    }

    private func numbering() -> HTMLElement.ListKind {
        guard let value = tokenizer.value(.type), value.count == 1 else { return .decimal }
        switch tokenizer.octets[value.lowerBound] {
        case UInt8(ascii: "a"): return .lowerLetter
        case UInt8(ascii: "A"): return .upperLetter
        case UInt8(ascii: "i"): return .lowerRoman
        case UInt8(ascii: "I"): return .upperRoman
        default: return .decimal
        }
    }

    private mutating func beginItem(_ element: inout HTMLElement, _ traits: Traits) {
        var marker = "•"
        let lists = stack.indices.filter { stack[$0].tag.isList }
        if let last = lists.last {
            switch stack[last].list {
            case .bullet:
                let level = lists.count { stack[$0].list == .bullet }
                marker = ["•", "◦", "–"][min(level, 3) - 1]
            case .none: marker = ""
            case let kind:
                if let value = integer(.value) { stack[last].nextNumber = value }
                let number = stack[last].nextNumber
                stack[last].nextNumber = number &+ 1
                marker = ListNumber.text(number, kind) + "."
            }
        }
        if traits.style.facts.contains(.unmarked) { marker = "" }
        guard !marker.isEmpty else { return }
        // Numbers of one and of two digits end in the same column.
        let isNumber = marker.last == "."
        let width = isNumber ? (lists.count > 1 ? 4 : 3) : ReadingBuilder.width(of: marker)
        indent(&element, by: width)
        // Too far to the right there is no room for markers.
        if element.indent == width { builder.mark(marker) }
    }

    // MARK: - Attributes

    func integer(_ name: HTMLAttribute) -> Int? {
        guard let value = tokenizer.value(name) else { return nil }
        let text = tokenizer.octets[value].trimmed.prefix(9).prefix { $0.isDigit }
        return Int(String(decoding: text, as: UTF8.self))
    }

    func text(_ name: HTMLAttribute, limit: Int) -> String {
        guard let range = tokenizer.value(name) else { return "" }
        let value = HTMLEntity.decoded(tokenizer.octets, in: range.prefix(limit))
        let words = value.split(whereSeparator: \.isHTMLSpace)
        return String(decoding: Array(words.joined(separator: [.space])), as: UTF8.self)
    }

    func alignment() -> ReadingTable.Alignment? {
        guard let value = tokenizer.value(.align) else { return nil }
        switch tokenizer.octets[value].prefix(8).lowercasedText {
        case "right": return .right
        case "center", "middle": return .centre
        case "left": return .left
        default: return nil
        }
    }
}

/// The number of a list's item, as its list writes them.
enum ListNumber {
    static func text(_ number: Int, _ kind: HTMLElement.ListKind) -> String {
        switch kind {
        case .lowerLetter where number > 0: letters(number)
        case .upperLetter where number > 0: letters(number).uppercased()
        case .lowerRoman where (1...3_999).contains(number): roman(number)
        case .upperRoman where (1...3_999).contains(number): roman(number).uppercased()
        default: String(number)
        }
    }

    private static func letters(_ number: Int) -> String {
        var rest = number
        var text = ""
        while rest > 0 {
            rest -= 1
            text = String(UnicodeScalar(UInt8(0x61 + rest % 26))) + text
            rest /= 26
        }
        return text
    }

    private static func roman(_ number: Int) -> String {
        let values = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
            (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = number
        var text = ""
        for (value, letters) in values {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
