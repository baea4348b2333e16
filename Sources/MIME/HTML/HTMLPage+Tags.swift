import Mail

extension HTMLPage {
    /// What the attributes of the tag that opens say about it.
    struct Traits {
        var style = HTMLStyle()
        var part = HTMLElement.Part.none
        var isWordParagraph = false
        var isWordList = false
        var isHidden = false
    }

    mutating func open(_ tag: HTMLTag) {
        let traits = traits()
        if loadsImage(tag, traits.style) { remoteImages += 1 }
        closeImplied(by: tag)
        switch tag.role {
        case .void: if hidden == 0 { void(tag, traits) }
        case .raw: break
        default:
            if stack.count < Limits.htmlDepth {
                push(tag, traits)
            } else {
                unremembered += 1
                if tag.isBlock { builder.endParagraph() }
            }
        }
    }

    private mutating func push(_ tag: HTMLTag, _ traits: Traits) {
        if tag.role == .formatting { dropSurplus(tag) }
        var element = HTMLElement(tag)
        element.before = state
        element.part = traits.part
        if hidden > 0 || traits.isHidden || tag.role == .unseen {
            if hidden == 0 { hiddenHasText = false }
            hidden += 1
            element.isHidden = true
        } else {
            begin(&element, traits)
        }
        stack.append(element)
        if tag == .p { openParagraphs += 1 }
        if tag == .a { openLinks += 1 }
    }

    /// As browsers do, no more than three of the same formatting elements stay open.
    private mutating func dropSurplus(_ tag: HTMLTag) {
        var seen = 0
        for index in stack.indices.reversed() {
            if stack[index].tag.isCell { return }
            guard stack[index].tag == tag else { continue }
            seen += 1
            if seen == 3 { return withdraw(at: index) }
        }
    }

    private func traits() -> Traits {
        var traits = Traits()
        let octets = tokenizer.octets
        for (name, value) in tokenizer.attributes {
            switch name {
            case .style: traits.style = HTMLStyle(octets, in: value, properties)
            case .hidden: traits.isHidden = true
            case .class:
                if styleSheet.hides(class: octets[value]) { traits.isHidden = true }
                note(octets[value], &traits)
            case .id:
                if styleSheet.hides(id: octets[value]) { traits.isHidden = true }
                note(octets[value], &traits)
            case .smartmail: traits.part = .signature
            default: break
            }
        }
        if traits.style.facts.contains(.hidden) { traits.isHidden = true }
        // An element's own style overrules the sheet.
        if traits.style.facts.contains(.displayed), !traits.style.facts.contains(.hidden) {
            traits.isHidden = tokenizer.value(.hidden) != nil
        }
        return traits
    }

    private func note(_ names: ArraySlice<UInt8>, _ traits: inout Traits) {
        var words = 0
        var start = names.startIndex
        while start < names.endIndex, words < Limits.htmlClasses {
            var end = start
            while end < names.endIndex, !names[end].isHTMLSpace { end += 1 }
            if end > start, let known = classes[HTMLName(names[start..<end])] {
                if known.part != .none { traits.part = known.part }
                if known == .wordParagraph { traits.isWordParagraph = true }
                if known == .wordList { traits.isWordList = true }
            } else if names[start..<end].starts(with: "yahoo_quoted".utf8) {
                traits.part = .quote
            }
            start = end + 1
            words += 1
        }
    }

    // MARK: - Ends

    mutating func close(_ tag: HTMLTag) {
        if tag == .br { return builder.breakLine() }
        guard tag.role != .void, tag.role != .raw else { return }
        if unremembered > 0 {
            unremembered -= 1
            if tag.isBlock { builder.endParagraph() }
            return
        }
        guard let index = openElement(tag) else {
            if tag.isBlock { builder.endParagraph() }
            return
        }
        if tag.role == .formatting {
            withdraw(at: index)
        } else {
            closeAll(above: index, keepsFormatting: tag.role != .tablePart)
        }
    }

    /// The innermost open one; an end inside a table's cell never reaches outside of it.
    private func openElement(_ tag: HTMLTag) -> Int? {
        for index in stack.indices.reversed() {
            let open = stack[index].tag
            if open == tag || (tag.isHeading && open.isHeading) { return index }
            let isBoundary = tag.role == .tablePart ? open == .table : open.isCell || open == .table
            if isBoundary { return nil }
        }
        return nil
    }

    /// Ends an element and what is open inside it, but for bold text and the like, which go on.
    private mutating func closeAll(above index: Int, keepsFormatting: Bool) {
        for inner in stack.indices.reversed() where inner > index {
            let tag = stack[inner].tag
            let goesOn = keepsFormatting && tag.role == .formatting && tag != .a
            if !goesOn || stack[inner].isHidden { withdraw(at: inner) }
        }
        withdraw(at: index)
    }

    private mutating func closeNearest(
        _ isWanted: (HTMLTag) -> Bool, until isBoundary: (HTMLTag) -> Bool
    ) {
        for index in stack.indices.reversed() {
            let tag = stack[index].tag
            if isWanted(tag) {
                return closeAll(above: index, keepsFormatting: tag.role != .tablePart)
            }
            if isBoundary(tag) { return }
        }
    }

    /// What HTML lets authors leave out (HTML §13.1.2.4), and what cannot stand in itself.
    private mutating func closeImplied(by tag: HTMLTag) {
        switch tag {
        case .li:
            closeNearest({ $0 == .li }, until: { $0.isList || $0.isCell || $0 == .blockquote })
        case .dt, .dd:
            closeNearest({ $0 == .dt || $0 == .dd }, until: { $0 == .dl || $0.isCell })
        case .td, .th: closeNearest({ $0.isCell }, until: { $0 == .tr || $0 == .table })
        case .tr: closeNearest({ $0 == .tr }, until: { $0 == .table })
        case .tbody, .thead, .tfoot:
            closeNearest(
                { $0 == .tbody || $0 == .thead || $0 == .tfoot || $0 == .caption },
                until: { $0 == .table })
        case .a where openLinks > 0:
            if let index = openElement(.a) { withdraw(at: index) }
        default: break
        }
        guard tag.isBlock else { return }
        if openParagraphs > 0 {
            closeNearest({ $0 == .p }, until: { $0.isCell || $0 == .table || $0 == .button })
        }
        if tag.isHeading, let last = stack.last, last.tag.isHeading {
            closeAll(above: stack.count - 1, keepsFormatting: true)
        }
    }

    /// Takes an element out of the stack, wherever it stands, with all it meant for what follows.
    mutating func withdraw(at index: Int) {
        let element = stack.remove(at: index)
        if element.tag == .p { openParagraphs -= 1 }
        if element.tag == .a { openLinks -= 1 }
        if element.isHidden {
            hidden -= 1
            if hidden == 0, hiddenHasText, element.tag.role != .unseen { hiddenTexts += 1 }
            if hidden == 0 { hiddenHasText = false }
            return
        }
        end(element)
        let after = index < stack.count ? stack[index].before : state
        for inner in stack.indices.dropFirst(index) {
            stack[inner].before.takeBack(after, element.before)
        }
        state.takeBack(after, element.before)
        applyState()
    }

    mutating func applyState() {
        builder.kind = state.kind
        builder.link = state.link
        builder.listLevel = state.listLevel
    }
}

extension HTMLElement.Inherited {
    /// Where `after` still holds, `before` holds again.
    mutating func takeBack(_ after: Self, _ before: Self) {
        if kind == after.kind { kind = before.kind }
        if link == after.link { link = before.link }
        if isTiny == after.isTiny { isTiny = before.isTiny }
        if listLevel == after.listLevel { listLevel = before.listLevel }
        if alignment == after.alignment { alignment = before.alignment }
        if keepsLines == after.keepsLines { keepsLines = before.keepsLines }
        if keepsBlanks == after.keepsBlanks { keepsBlanks = before.keepsBlanks }
        if script == after.script { script = before.script }
    }
}
