/// What an HTML document is made of.
enum HTMLToken {
    /// Character data, as a place in the octets.
    case text(Range<Int>)
    /// An opening tag; its attributes are the tokenizer's until the next token.
    case open(HTMLTag)
    case close(HTMLTag)
    /// The content of a `<style>`.
    case styleSheet(Range<Int>)
}

/// Cuts HTML into tokens in one walk; comments, declarations, scripts and titles are left out.
///
/// Follows the WHATWG tokenizer (HTML §13.2.5) where mail needs it and never looks at an octet more
/// than a fixed number of times: what was searched for in vain is not searched for again.
struct HTMLTokenizer {
    let octets: [UInt8]
    /// Those of the last opening tag that are known, in order; the first of a name counts.
    private(set) var attributes: [(name: HTMLAttribute, value: Range<Int>)] = []
    private var position = 0
    private var styleSheet: Range<Int>?
    private var hasCommentEnd = true
    /// Whether a further quote can be expected, by quote.
    private var hasDoubleQuote = true
    private var hasSingleQuote = true
    private let tags = HTMLTag.named
    private let names = HTMLAttribute.table

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    func value(_ name: HTMLAttribute) -> Range<Int>? {
        attributes.first { $0.name == name }?.value
    }

    mutating func next() -> HTMLToken? {
        if let content = styleSheet {
            styleSheet = nil
            return .styleSheet(content)
        }
        while position < octets.count {
            guard octets[position] == UInt8(ascii: "<") else { return text(from: position) }
            let following = position + 1 < octets.count ? octets[position + 1] : 0
            if following == UInt8(ascii: "!") || following == UInt8(ascii: "?") {
                skipDeclaration()
            } else if following == UInt8(ascii: "/"), isLetter(at: position + 2) {
                return closingTag()
            } else if following.isLetter {
                if let tag = openingTag() { return .open(tag) }
            } else {
                return text(from: position)
            }
        }
        return nil
    }

    private func isLetter(at index: Int) -> Bool {
        index < octets.count && octets[index].isLetter
    }

    /// Everything to the next "<"; the first octet may be one that opens nothing.
    private mutating func text(from start: Int) -> HTMLToken {
        position =
            octets.firstIndex(of: UInt8(ascii: "<"), in: (start + 1)..<octets.count)
            ?? octets.count
        return .text(start..<position)
    }

    /// A comment that never ends hides nothing but its own tag.
    private mutating func skipDeclaration() {
        if hasCommentEnd, octets.hasPrefix(HTMLTokenizer.commentStart, at: position) {
            // "<!-->" is a whole comment.
            if let end = find(HTMLTokenizer.commentEnd, from: position + 2) {
                position = end + 3
                return
            }
            hasCommentEnd = false
        }
        skipToTagEnd()
    }

    private mutating func closingTag() -> HTMLToken {
        let name = tagName(from: position + 2)
        skipToTagEnd()
        return .close(tags[HTMLName(octets[name])] ?? .other)
    }

    private mutating func skipToTagEnd() {
        position =
            octets.firstIndex(of: UInt8(ascii: ">"), in: position..<octets.count).map { $0 + 1 }
            ?? octets.count
    }

    private func tagName(from start: Int) -> Range<Int> {
        var end = start
        while end < octets.count, !octets[end].isHTMLSpace, octets[end] != UInt8(ascii: ">"),
            octets[end] != UInt8(ascii: "/")
        {
            end += 1
        }
        return start..<end
    }

    /// Nil when the document ends inside the tag: a piece of a tag is nothing to read.
    private mutating func openingTag() -> HTMLTag? {
        let name = tagName(from: position + 1)
        position = name.upperBound
        attributes.removeAll(keepingCapacity: true)
        while let (name, value) = nextAttribute() {
            if attributes.count < Limits.htmlAttributes, let known = names[HTMLName(octets[name])] {
                attributes.append((known, value))
            }
        }
        guard position < octets.count else { return nil }
        position += 1
        let tag = tags[HTMLName(octets[name])] ?? .other
        if tag.role == .raw {
            let start = position
            let end = skipRawText(of: name)
            if tag == .style { styleSheet = start..<end }
        }
        return tag
    }

    /// The content of a script or style ends at its own closing tag and nowhere else.
    private mutating func skipRawText(of name: Range<Int>) -> Int {
        while let end = find(HTMLTokenizer.closingStart, from: position) {
            position = end + 2
            if HTMLName(octets[position...].prefix(name.count)) == HTMLName(octets[name]) {
                skipToTagEnd()
                return end
            }
        }
        position = octets.count
        return position
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < octets.count,
            let found = octets.firstIndex(of: pattern[0], in: index..<octets.count)
        {
            if octets.hasPrefix(pattern, at: found) { return found }
            index = found + 1
        }
        return nil
    }

    private static let commentStart = Array("<!--".utf8)
    private static let commentEnd = Array("-->".utf8)
    private static let closingStart = Array("</".utf8)
}

// MARK: - Attributes

extension HTMLTokenizer {
    /// Nil at the end of the tag or of the document.
    private mutating func nextAttribute() -> (name: Range<Int>, value: Range<Int>)? {
        while position < octets.count, octets[position].isHTMLSpace || octets[position] == 0x2F {
            position += 1
        }
        guard position < octets.count, octets[position] != UInt8(ascii: ">") else { return nil }
        let nameStart = position
        position += 1
        while position < octets.count, !octets[position].isHTMLSpace,
            octets[position] != UInt8(ascii: "="), octets[position] != UInt8(ascii: ">"),
            octets[position] != UInt8(ascii: "/")
        {
            position += 1
        }
        let name = nameStart..<position
        skipSpace()
        guard position < octets.count, octets[position] == UInt8(ascii: "=") else {
            return (name, position..<position)
        }
        position += 1
        skipSpace()
        return (name, value())
    }

    private mutating func value() -> Range<Int> {
        guard position < octets.count else { return position..<position }
        let quote = octets[position]
        if let close = closingQuote(quote) {
            let start = position + 1
            position = close + 1
            return start..<close
        }
        let start = position
        while position < octets.count, !octets[position].isHTMLSpace,
            octets[position] != UInt8(ascii: ">")
        {
            position += 1
        }
        return start..<position
    }

    /// A quote that is never closed counts as a letter of its value.
    private mutating func closingQuote(_ quote: UInt8) -> Int? {
        let isDouble = quote == UInt8(ascii: "\"")
        guard isDouble ? hasDoubleQuote : quote == UInt8(ascii: "'") && hasSingleQuote else {
            return nil
        }
        let close = octets.firstIndex(of: quote, in: (position + 1)..<octets.count)
        if close == nil {
            if isDouble { hasDoubleQuote = false } else { hasSingleQuote = false }
        }
        return close
    }

    private mutating func skipSpace() {
        while position < octets.count, octets[position].isHTMLSpace { position += 1 }
    }
}

extension UInt8 {
    var isHTMLSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 9 || self == 12
    }
}
