import Mail

// Cells, links, images, quotations.
extension HTMLPage {
    // MARK: - Tables

    mutating func beginCell(_ element: inout HTMLElement, _ traits: Traits) {
        state.listLevel = 0
        element.columnSpan = min(max(integer(.colspan) ?? 1, 1), Limits.htmlTableColumns)
        element.rowSpan = min(max(integer(.rowspan) ?? 1, 1), Limits.htmlTableCells)
        element.alignment = state.alignment
    }

    mutating func endCell(_ element: HTMLElement) {
        builder.endParagraph()
        // What has several paragraphs is a section of the page.
        if builder.blocks.count > element.firstBlock + 1 { builder.wantEmptyLine() }
        guard !tables.isEmpty else { return }
        tables[tables.count - 1].append(
            HTMLTable.Cell(
                blocks: min(element.firstBlock, builder.blocks.count)..<builder.blocks.count,
                alignment: element.alignment, isHeading: element.tag == .th,
                columnSpan: element.columnSpan, rowSpan: element.rowSpan))
        builder.separateLongTexts()
    }

    mutating func endTable() {
        builder.endParagraph()
        guard let table = tables.popLast(), !isPreview else { return }
        if let blocks = table.blocks(from: builder.blocks) {
            builder.replace(from: table.start, with: blocks)
        }
        builder.separateLongTexts()
    }

    // MARK: - Links

    mutating func beginLink(_ element: inout HTMLElement) {
        guard !isPreview, let value = tokenizer.value(.href) else { return }
        let href = HTMLEntity.decoded(tokenizer.octets, in: value)
        guard let target = HTMLTarget.shown(href[...]), let number = links.number(of: target)
        else { return }
        element.target = target
        element.textStart = builder.column
        state.link = number
    }

    mutating func endLink(_ element: HTMLElement) {
        guard let target = element.target, let number = links.known(target) else { return }
        var text = builder.text(of: number, from: element.firstBlock, offset: element.textStart)
            .trimmed
        if text.isEmpty {
            guard element.hasImage else { return links.drop(number) }
            text = "[image]"
            builder.append(text, look: .picture)
        }
        guard !LinkList.isShown(target, by: text) else { return links.keep(number) }
        links.describe(number, as: text)
        builder.appendDirectly("[\(number)]", look: .added, link: number)
    }

    // MARK: - Elements without content

    mutating func void(_ tag: HTMLTag, _ traits: Traits) {
        switch tag {
        case .br: builder.breakLine()
        case .hr: if !traits.isHidden { builder.appendRule() }
        case .img, .image: if !isPreview { image(traits) }
        case .input: if !isPreview { input(traits) }
        case .embed, .frame: builder.endParagraph()
        default: break
        }
    }

    private mutating func image(_ traits: Traits) {
        let small = traits.style.facts.intersection([.tinyWidth, .tinyHeight])
        let width = integer(.width)
        let isTiny = (width ?? 9) <= 2 || (integer(.height) ?? 9) <= 2
        guard !traits.isHidden, small.isEmpty, !isTiny else { return }
        var text = text(.alt, limit: Limits.htmlAlternativeOctets)
        // A small picture that means nothing stands beside what does.
        let isOrnament = tokenizer.value(.alt) != nil && text.isEmpty && (width ?? 0) <= 48
        if !isOrnament, state.link != nil, let link = stack.lastIndex(where: { $0.tag == .a }) {
            stack[link].hasImage = true
        }
        if text.isEmpty {
            guard tokenizer.value(.alt) == nil, isEnclosed else { return }
            text = "image"
        }
        let isEmoji = text.count <= 2 && text.utf8.allSatisfy { $0 >= 0x80 }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        builder.append(isEmoji || isBracketed ? text : "[\(text)]", look: .picture)
    }

    /// Whether the picture came with the mail, as a part of it or in the address itself, where the
    /// short ones are empty and only keep a place.
    private var isEnclosed: Bool {
        guard let value = tokenizer.value(.src) else { return false }
        let address = tokenizer.octets[value]
        return address.prefix(4).lowercasedText == "cid:"
            || address.count >= Limits.htmlPictureOctets
                && address.prefix(11).lowercasedText == "data:image/"
    }

    /// A tick and the words of a button are worth reading; nothing can be sent from here.
    private mutating func input(_ traits: Traits) {
        guard let type = tokenizer.value(.type), !traits.isHidden else { return }
        switch tokenizer.octets[type].prefix(10).lowercasedText {
        case "checkbox": builder.append(tokenizer.value(.checked) == nil ? "[ ]" : "[x]", look: [])
        case "submit", "button", "reset":
            let words = text(.value, limit: Limits.htmlAlternativeOctets)
            if !words.isEmpty { builder.append("[\(words)]", look: []) }
        default: break
        }
    }

    func loadsImage(_ tag: HTMLTag, _ style: HTMLStyle) -> Bool {
        if style.facts.contains(.remoteImage) { return true }
        guard tag != .script, tag != .link, tag != .a else { return false }
        return tokenizer.attributes.contains { name, value in
            switch name {
            case .src, .srcset, .background, .poster, .data, .xlink: isRemote(value)
            default: false
            }
        }
    }

    private func isRemote(_ range: Range<Int>) -> Bool {
        let decoded = HTMLEntity.decoded(tokenizer.octets, in: range.prefix(64))
        let start = decoded.drop(while: \.isHTMLSpace).prefix(8).lowercasedText
        return ["http:", "https:", "ftp:", "//", "\\\\"].contains { start.hasPrefix($0) }
    }

    // MARK: - Quotations and signatures

    mutating func beginPart(_ element: inout HTMLElement, _ traits: Traits) {
        if element.tag == .blockquote { beginQuotation(&element, traits) }
        switch element.part {
        case .quote where element.tag != .blockquote: quote(&element)
        case .signature: state.kind = .signature
        case .attribution: state.kind = .attribution
        case .outlookHeader: builder.dropRuleAtEnd()
        case .none where element.tag == .div && traits.style.facts.contains(.topLine):
            element.part = .outlookHeader
            builder.wantEmptyLine()
        case .none, .quote: break
        }
        if element.part == .outlookHeader { element.firstBlock = builder.blocks.count }
        if element.tag == .p || element.tag == .div, traits.isWordList || traits.style.listLevel > 0
        {
            state.listLevel = max(1, traits.style.listLevel)
        }
    }

    /// Some programs indent with it: then it has no border and no class of a quotation.
    private mutating func beginQuotation(_ element: inout HTMLElement, _ traits: Traits) {
        let isCited = tokenizer.value(.type) != nil || tokenizer.value(.cite) != nil
        if traits.style.facts.contains(.borderless), !isCited, tokenizer.value(.class) == nil {
            indent(&element, by: 4)
        } else {
            element.part = .quote
            quote(&element)
        }
    }

    private mutating func quote(_ element: inout HTMLElement) {
        let depth = builder.quoteDepth
        var isAttributed = false
        builder.changeLast { paragraph in
            guard paragraph.quoteDepth == depth, paragraph.kind != .heading,
                paragraph.text.endsInColon || paragraph.kind == .attribution
            else { return }
            paragraph.kind = .attribution
            isAttributed = true
        }
        if isAttributed { builder.dropEmptyLine() } else { builder.wantEmptyLine() }
        element.firstBlock = builder.blocks.count
        if builder.quoteDepth < Limits.htmlQuotes {
            builder.quoteDepth += 1
            element.quotes = 1
        }
    }

    mutating func endPart(_ element: HTMLElement) {
        switch element.part {
        case .quote:
            builder.wantEmptyLine()
            guard element.quotes > 0 else { return }
            builder.liftAttribution(from: element.firstBlock)
        case .outlookHeader: endFields(element)
        case .none, .signature, .attribution: break
        }
    }

    /// All that follows beside Outlook's header fields is what they belong to.
    private mutating func endFields(_ element: HTMLElement) {
        builder.endParagraph()
        guard builder.fields(from: element.firstBlock) >= 3 else { return }
        builder.setKind(.attribution, from: element.firstBlock)
        builder.wantEmptyLine()
        guard builder.quoteDepth < Limits.htmlQuotes else { return }
        builder.quoteDepth += 1
        // Elements that hold nothing but the fields end too early.
        guard var parent = stack.indices.last else { return }
        while parent > 0, stack[parent].firstBlock == element.firstBlock { parent -= 1 }
        stack[parent].quotes += 1
    }
}

extension String {
    fileprivate var trimmed: String {
        String(decoding: Array(utf8)[...].trimmed, as: UTF8.self)
    }

    /// "Alice wrote:", which is one line or two.
    var endsInColon: Bool {
        let text = utf8.prefix(400)
        return text.count < 400 && (text.last == UInt8(ascii: ":") || hasSuffix("："))
    }
}
