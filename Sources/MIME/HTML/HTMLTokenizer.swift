/// What an HTML document is made of, as places in its octets.
enum HTMLToken {
    case text(Range<Int>)
    case open(HTMLTag)
    case close(HTMLName)
}

/// An opening tag.
struct HTMLTag {
    let name: HTMLName
    /// From behind the name to before ">".
    let attributes: Range<Int>
}

/// Cuts HTML into tokens in one walk; comments, declarations, scripts and styles are left out.
///
/// Follows the WHATWG tokenizer where mail needs it and never looks at an octet more than a fixed
/// number of times: what was searched for in vain is not searched for again.
struct HTMLTokenizer {
    let octets: [UInt8]
    private var position = 0
    private var hasCommentEnd = true
    private var hasTagEnd = true

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    mutating func next() -> HTMLToken? {
        while position < octets.count {
            guard octets[position] == UInt8(ascii: "<") else { return text(from: position) }
            let following = position + 1 < octets.count ? octets[position + 1] : 0
            if following == UInt8(ascii: "!") || following == UInt8(ascii: "?") {
                skipDeclaration()
            } else if following == UInt8(ascii: "/"), isLetter(at: position + 2) {
                return closingTag()
            } else if isLetter(at: position + 1), hasTagEnd {
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

    private mutating func skipDeclaration() {
        if hasCommentEnd, octets.hasPrefix(Array("<!--".utf8), at: position) {
            // "<!-->" is a whole comment.
            if let end = find("-->", from: position + 2) {
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
        return .close(name.name)
    }

    private mutating func skipToTagEnd() {
        position =
            octets.firstIndex(of: UInt8(ascii: ">"), in: position..<octets.count).map { $0 + 1 }
            ?? octets.count
    }

    /// Nil when the document ends inside the tag; then no later "<" opens one either.
    private mutating func openingTag() -> HTMLTag? {
        let name = tagName(from: position + 1)
        let nameEnd = name.range.upperBound
        var attributes = HTMLAttributes(octets, in: nameEnd..<octets.count)
        while attributes.next() != nil {}
        guard attributes.position < octets.count else {
            hasTagEnd = false
            return nil
        }
        let tag = HTMLTag(name: name.name, attributes: nameEnd..<attributes.position)
        position = attributes.position + 1
        if HTMLTokenizer.rawText.contains(tag.name) { skipRawText(of: name.range) }
        return tag
    }

    private func tagName(from start: Int) -> (name: HTMLName, range: Range<Int>) {
        var end = start
        while end < octets.count, !octets[end].isHTMLSpace, octets[end] != UInt8(ascii: ">"),
            octets[end] != UInt8(ascii: "/")
        {
            end += 1
        }
        return (HTMLName(octets[start..<end]), start..<end)
    }

    /// The content of a script or style ends at its own closing tag and nowhere else.
    private mutating func skipRawText(of name: Range<Int>) {
        while let end = find("</", from: position) {
            position = end + 2
            if HTMLName(octets[position...].prefix(name.count)) == HTMLName(octets[name]) {
                skipToTagEnd()
                return
            }
        }
        position = octets.count
    }

    private func find(_ text: String, from start: Int) -> Int? {
        let pattern = Array(text.utf8)
        var index = start
        while index < octets.count,
            let found = octets.firstIndex(of: pattern[0], in: index..<octets.count)
        {
            if octets.hasPrefix(pattern, at: found) { return found }
            index = found + 1
        }
        return nil
    }

    private static let rawText: Set<HTMLName> = [
        "script", "style", "title", "iframe", "noframes", "noembed",
    ]
}

/// Walks the attributes of a tag and so finds its end: a quoted value may hold ">".
struct HTMLAttributes {
    private let octets: [UInt8]
    private let end: Int
    /// After the last attribute that was read; at the ">" when ``next()`` has returned nil.
    private(set) var position: Int

    init(_ octets: [UInt8], in range: Range<Int>) {
        self.octets = octets
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
        while position < end, octets[position].isHTMLSpace || octets[position] == 0x2F {
            position += 1
        }
        guard position < end, octets[position] != UInt8(ascii: ">") else { return nil }
        let nameStart = position
        position += 1
        while position < end, !octets[position].isHTMLSpace, octets[position] != UInt8(ascii: "="),
            octets[position] != UInt8(ascii: ">")
        {
            position += 1
        }
        let name = nameStart..<position
        skipSpace()
        guard position < end, octets[position] == UInt8(ascii: "=") else {
            return (name, position..<position)
        }
        position += 1
        skipSpace()
        return (name, value())
    }

    private mutating func value() -> Range<Int> {
        guard position < end else { return end..<end }
        let quote = octets[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = position + 1
            let close = octets.firstIndex(of: quote, in: start..<end) ?? end
            position = min(close + 1, end)
            return start..<close
        }
        let start = position
        while position < end, !octets[position].isHTMLSpace, octets[position] != UInt8(ascii: ">") {
            position += 1
        }
        return start..<position
    }

    private mutating func skipSpace() {
        while position < end, octets[position].isHTMLSpace { position += 1 }
    }
}

extension UInt8 {
    var isHTMLSpace: Bool { isHeaderSpace || self == 0x0C }
}
